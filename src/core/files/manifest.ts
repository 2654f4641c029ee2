import { fail } from '../failure.ts';
import type { Settings } from '../settings.ts';

/** Raised whenever a template changes what it makes. */
export const TEMPLATE_VERSION = 1;

export const MANIFEST_FILE = 'selfcallout.json';

/** What selfcallout.json keeps of one loopback: enough to generate it again. */
export type ManifestEntry = Settings & { outputDir: string; templateVersion: number };

type Manifest = { schemaVersion: 1; loopbacks: readonly ManifestEntry[] };

const parse = (text: string): Manifest => {
  try {
    return JSON.parse(text) as Manifest;
  } catch (error) {
    return fail('ProjectUnreadable', { file: MANIFEST_FILE }, error);
  }
};

/** The loopbacks that selfcallout.json tells of; none where `text` is undefined. */
export const entriesOf = (text: string | undefined): readonly ManifestEntry[] => {
  const loopbacks: unknown = text === undefined ? [] : parse(text).loopbacks;
  return Array.isArray(loopbacks) ? (loopbacks as ManifestEntry[]) : fail('ProjectUnreadable', { file: MANIFEST_FILE });
};

/** The text of selfcallout.json with `settings` in it; other loopbacks of the project stay. */
export const updateManifest = (text: string | undefined, settings: Settings, outputDir: string): string => {
  const entry: ManifestEntry = { ...settings, outputDir, templateVersion: TEMPLATE_VERSION };
  const entries = entriesOf(text);
  const at = entries.findIndex(({ name }) => name === settings.name);
  const loopbacks = at === -1 ? [...entries, entry] : entries.with(at, entry);
  return `${JSON.stringify({ schemaVersion: 1, loopbacks } satisfies Manifest, null, 2)}\n`;
};

/** The folder of all copies of one loopback, with `/` at its end. */
export const pristineFolder = (name: string): string => `.selfcallout/${name}/`;

/** Where the copy of a generated file is kept that later tells an edit of the user from an older template. */
export const pristinePath = (name: string, path: string): string => `${pristineFolder(name)}${path}`;
