import { fail } from '../failure.ts';
import type { Settings } from '../settings.ts';

/** Raised whenever a template changes what it makes. */
export const TEMPLATE_VERSION = 1;

export const MANIFEST_FILE = 'selfcallout.json';

/** What selfcallout.json keeps of one loopback: enough to generate it again. */
export type ManifestEntry = Settings & {
  outputDir: string;
  templateVersion: number;
  /** What the app is called, where a rotation has given it another name than the loopback's. */
  app?: string;
};

type Manifest = { schemaVersion: 1; loopbacks: readonly ManifestEntry[] };

const print = (loopbacks: readonly ManifestEntry[]): string =>
  `${JSON.stringify({ schemaVersion: 1, loopbacks } satisfies Manifest, null, 2)}\n`;

const parse = (text: string): object => {
  try {
    return Object(JSON.parse(text)) as object;
  } catch (error) {
    return fail('ProjectUnreadable', { file: MANIFEST_FILE }, error);
  }
};

/** What else it holds is checked by those who use it; people and merges may have changed the file. */
const isEntry = (value: unknown): value is ManifestEntry => {
  const { name, method, apiVersion, outputDir, templateVersion } = Object(value) as Partial<ManifestEntry>;
  return (
    [name, method, apiVersion, outputDir].every((text) => typeof text === 'string') &&
    typeof templateVersion === 'number'
  );
};

/** The loopbacks that selfcallout.json tells of; none where `text` is undefined. Fails with ProjectUnreadable. */
export const entriesOf = (text: string | undefined): readonly ManifestEntry[] => {
  const { loopbacks }: { loopbacks?: unknown } = text === undefined ? { loopbacks: [] } : parse(text);
  return Array.isArray(loopbacks) && loopbacks.every(isEntry)
    ? loopbacks
    : fail('ProjectUnreadable', { file: MANIFEST_FILE });
};

/** What selfcallout.json among `files` tells of the loopback `name`. Fails with ProjectUnreadable. */
export const entryOf = (files: ReadonlyMap<string, string>, name: string): ManifestEntry | undefined =>
  entriesOf(files.get(MANIFEST_FILE)).find((entry) => entry.name === name);

/** The text of selfcallout.json with `settings` in it; other loopbacks of the project stay. */
export const updateManifest = (text: string | undefined, settings: Settings, outputDir: string): string => {
  const entries = entriesOf(text);
  const at = entries.findIndex(({ name }) => name === settings.name);
  const app = entries[at]?.app;
  const rest = { outputDir, templateVersion: TEMPLATE_VERSION, ...(app === undefined ? {} : { app }) };
  const entry: ManifestEntry = { ...settings, ...rest };
  return print(at === -1 ? [...entries, entry] : entries.with(at, entry));
};

/** What the `files` of a project call the app of the loopback `name`. */
export const appInProject = (files: ReadonlyMap<string, string>, name: string): string =>
  entryOf(files, name)?.app ?? name;

/** The text of selfcallout.json when the app of the loopback `name` is called `app`. */
export const nameApp = (text: string | undefined, name: string, app: string): string =>
  print(
    entriesOf(text).map((entry) => {
      if (entry.name !== name) return entry;
      const rest = Object.fromEntries(Object.entries(entry).filter(([key]) => key !== 'app')) as ManifestEntry;
      return app === name ? rest : { ...rest, app };
    }),
  );

/** The folder of all copies of one loopback, with `/` at its end. */
export const pristineFolder = (name: string): string => `.selfcallout/${name}/`;

/** Where the copy of a generated file is kept that later tells an edit of the user from an older template. */
export const pristinePath = (name: string, path: string): string => `${pristineFolder(name)}${path}`;
