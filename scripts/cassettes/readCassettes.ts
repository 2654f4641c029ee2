import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Cassette } from './cassette.ts';
import { parseCassette, parseLoosely, type Shared } from './parseCassette.ts';

const SHARED = /(^|\/)shared_cassettes\//;

/**
 * The cassettes of a clone, in the order of their paths: each YAML file in a folder named `cassettes`, and those in a folder
 * named `shared_cassettes`, which others include.
 */
export const readCassettes = async (clone: string): Promise<Cassette[]> => {
  const paths = (await readdir(clone, { recursive: true, encoding: 'utf8' }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /(^|\/)(shared_)?cassettes\/.*\.(yaml|tpl)$/.test(path))
    .sort();
  const read = (path: string): Promise<string> => readFile(join(clone, path), 'utf8');
  const shared: Shared = {
    interactions: new Map(
      await Promise.all(
        paths
          .filter((path) => SHARED.test(path) && path.endsWith('.yaml'))
          .map(async (path) => [basename(path), parseLoosely(await read(path))] as const),
      ),
    ),
    templates: new Map(
      await Promise.all(
        paths.filter((path) => path.endsWith('.tpl')).map(async (path) => [basename(path), await read(path)] as const),
      ),
    ),
  };
  const files = paths.filter((path) => path.endsWith('.yaml'));
  return Promise.all(files.map(async (path) => parseCassette(path, await read(path), shared)));
};
