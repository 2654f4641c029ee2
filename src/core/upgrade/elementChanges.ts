import { XMLParser } from 'fast-xml-parser';
import type { Component } from '../components.ts';

/** Elements of the metadata that one version has and the other lacks, as `ExtlClntAppGlobalOauthSettings.isX`. */
export type ElementChanges = { gained: string[]; lost: string[] };

const parser = new XMLParser({ ignoreAttributes: true, ignoreDeclaration: true });

const namesIn = (value: unknown, path: string): string[] => {
  if (Array.isArray(value)) return value.flatMap((each: unknown) => namesIn(each, path));
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, child]) => namesIn(child, path === '' ? key : `${path}.${key}`)),
  ];
};

const elementsOf = (components: readonly Component[]): ReadonlySet<string> =>
  new Set(
    components.flatMap(({ files }) =>
      [...files]
        .filter(([path]) => path.endsWith('-meta.xml'))
        .flatMap(([, text]) => namesIn(parser.parse(text) as unknown, '').filter((name) => name.includes('.'))),
    ),
  );

/** What the step from one rendering to the other brings and takes away. */
export const elementChanges = (from: readonly Component[], to: readonly Component[]): ElementChanges => {
  const [before, after] = [elementsOf(from), elementsOf(to)];
  return {
    gained: [...after].filter((name) => !before.has(name)),
    lost: [...before].filter((name) => !after.has(name)),
  };
};
