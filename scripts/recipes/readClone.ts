import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ComponentSet, MetadataConverter } from '@salesforce/source-deploy-retrieve';
import { METADATA_TYPES } from '../../src/emulator/metadata/types/table.ts';

export type Clone = {
  apiVersion: string;
  /** Class names with their sources. */
  classes: ReadonlyMap<string, string>;
  /** Components of types that the emulated org does not have: how many, by type. */
  leftOut: ReadonlyMap<string, number>;
  /** The chosen components in the metadata format, as `sf project deploy start` would send them. */
  zipOf: (wanted: (type: string, fullName: string) => boolean) => Promise<Uint8Array>;
};

const inOrg = new Set(METADATA_TYPES.map(({ name }) => name));

export const readClone = async (folder: string): Promise<Clone> => {
  const apiVersion = '62.0';
  const source = (await readdir(folder)).includes('force-app') ? join(folder, 'force-app') : folder;
  const components = ComponentSet.fromSource([source]).getSourceComponents().toArray();
  const classes = new Map<string, string>();
  const leftOut = new Map<string, number>();
  for (const { type, fullName, content } of components) {
    if (type.name === 'ApexClass' && content !== undefined) classes.set(fullName, await readFile(content, 'utf8'));
    if (!inOrg.has(type.name)) leftOut.set(type.name, (leftOut.get(type.name) ?? 0) + 1);
  }
  const zipOf: Clone['zipOf'] = async (wanted) => {
    const chosen = new ComponentSet(
      components.filter(({ type, fullName }) => inOrg.has(type.name) && wanted(type.name, fullName)),
    );
    chosen.apiVersion = apiVersion;
    chosen.sourceApiVersion = apiVersion;
    const { zipBuffer } = await new MetadataConverter().convert(chosen, 'metadata', { type: 'zip' });
    if (!zipBuffer) throw new Error(`nothing to deploy in ${folder}`);
    return zipBuffer;
  };
  return { apiVersion, classes, leftOut, zipOf };
};
