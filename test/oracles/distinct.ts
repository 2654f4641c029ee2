import type { Loopback } from './loopbacks.ts';

/** A file whose text no other has. */
export type Source = { path: string; text: string; apiVersion: string };

export const isApex = (path: string): boolean => path.endsWith('.cls');
export const isMetadata = (path: string): boolean => path.endsWith('.xml');

const suffixOf = (path: string): string => path.slice(path.indexOf('.'));

/** Each text once, under the path and the version that it was first met with. */
export const distinctSources = (loopbacks: readonly Loopback[]): Source[] => {
  const sources = new Map<string, Source>();
  for (const { apiVersion, files } of loopbacks) {
    for (const [path, text] of files) {
      const key = `${suffixOf(path)}\n${text}`;
      if (!sources.has(key)) sources.set(key, { path, text, apiVersion });
    }
  }
  return [...sources.values()];
};

// A class is nothing to apex-ls without its metadata file.
const isCode = (path: string): boolean => /\.(cls|page)(-meta\.xml)?$|\.object-meta\.xml$/.test(path);

/**
 * What must be compiled together, each set of texts once. Loopbacks of different names can be in one org: the sets are as
 * many as those of the name that has most.
 */
export const compilableSets = (loopbacks: readonly Loopback[]): Array<ReadonlyMap<string, string>> => {
  const byName = new Map<string, Map<string, Array<[string, string]>>>();
  for (const { name, files } of loopbacks) {
    const code = [...files].filter(([path]) => isCode(path));
    const sets = byName.get(name) ?? new Map<string, Array<[string, string]>>();
    byName.set(name, sets.set(JSON.stringify(code), code));
  }
  const columns = [...byName.values()].map((sets) => [...sets.values()]);
  return Array.from(
    { length: Math.max(...columns.map(({ length }) => length)) },
    (_, index) => new Map(columns.flatMap((sets) => sets[index] ?? [])),
  );
};
