import { join } from 'node:path';
import { schemaTypes } from '../../src/emulator/metadata/types/table.ts';
import { root } from '../root.ts';
import { readTypes } from './readTypes.ts';

/** The table of official types that the emulated org reads. */
export const TYPES_FILE = join(root, 'src/emulator/metadata/schema/metadataTypes.json');

/** What has to stand in it: all that the components of the emulated org's types are made of. */
export const renderTypes = async (): Promise<string> => {
  const names = schemaTypes().map((type) => type.rootElement ?? type.name);
  return `${JSON.stringify(await readTypes(names), undefined, 2)}\n`;
};
