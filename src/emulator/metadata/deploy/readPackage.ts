import { problemOf, type MetadataProblem } from '../metadataProblem.ts';
import { readManifest, type Manifest, type Member } from './manifest.ts';
import { unzip } from './unzip.ts';

/** A package as a deploy brings it. */
export type DeployPackage = {
  /** Folder in the zip that holds package.xml, with its final slash; empty at the root. */
  prefix: string;
  /** Texts by path below that folder, manifests left out. */
  files: ReadonlyMap<string, string>;
  manifest: Manifest;
  /** What destructive manifests name, before and after the rest. */
  deletions: { before: readonly Member[]; after: readonly Member[] };
};

type Unreadable = { problem: MetadataProblem };

const DESTRUCTIVE = {
  before: ['destructiveChangesPre.xml', 'destructiveChanges.xml'],
  after: ['destructiveChangesPost.xml'],
} as const;

const membersOf = (files: ReadonlyMap<string, string>, names: readonly string[]): readonly Member[] | Unreadable => {
  const members: Member[] = [];
  for (const name of names) {
    const text = files.get(name);
    const manifest = text === undefined ? { version: undefined, members: [] } : readManifest(text);
    if ('problem' in manifest) return manifest;
    members.push(...manifest.members);
  }
  return members;
};

const isUnreadable = (value: readonly Member[] | Unreadable): value is Unreadable => 'problem' in value;

/** Opens a deploy's zip: package.xml stands at its root or in a folder of its own (`unpackaged/`). */
export const readPackage = async (zip: Uint8Array): Promise<DeployPackage | Unreadable> => {
  const entries = await unzip(zip);
  if ('unreadable' in entries) return { problem: problemOf('INVALID_FIELD', 'The zip file could not be read.') };
  if ('tooLarge' in entries)
    return { problem: problemOf('LIMIT_EXCEEDED', `LIMIT_EXCEEDED: The zip has ${entries.tooLarge}`) };
  const path = [...entries.keys()]
    .filter((name) => /^([^/]+\/)?package\.xml$/.test(name))
    .toSorted((a, b) => a.length - b.length)[0];
  if (path === undefined) return { problem: problemOf('INVALID_FIELD', 'No package.xml found') };
  const prefix = path.slice(0, -'package.xml'.length);
  const files = new Map(
    [...entries].filter(([name]) => name.startsWith(prefix)).map(([name, text]) => [name.slice(prefix.length), text]),
  );
  const manifest = readManifest(files.get('package.xml') ?? '');
  if ('problem' in manifest) return manifest;
  const before = membersOf(files, DESTRUCTIVE.before);
  if (isUnreadable(before)) return before;
  const after = membersOf(files, DESTRUCTIVE.after);
  if (isUnreadable(after)) return after;
  for (const name of ['package.xml', ...DESTRUCTIVE.before, ...DESTRUCTIVE.after]) files.delete(name);
  return { prefix, files, manifest, deletions: { before, after } };
};
