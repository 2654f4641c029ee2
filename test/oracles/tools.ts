import { createHash } from 'node:crypto';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { npm } from '../../scripts/npm.ts';
import { root } from '../../scripts/root.ts';

/** Exact versions: another release of a judge may judge otherwise. */
const dependencies = {
  '@salesforce/code-analyzer-engine-api': '0.42.0',
  '@salesforce/code-analyzer-pmd-engine': '0.46.0',
  prettier: '3.10.1',
  'prettier-plugin-apex': '2.3.0',
  'xmllint-wasm': '5.3.0',
};

const manifest = JSON.stringify({ private: true, dependencies });
const folder = join(
  root,
  'node_modules/.cache/selfcallout',
  `oracles-${createHash('sha256').update(manifest).digest('hex').slice(0, 12)}`,
);

/** Installs the judges into a folder of their own when they are not there yet: they are no dependency of the project. */
export const installTools = async (): Promise<void> => {
  const present = await access(folder).then(
    () => true,
    () => false,
  );
  if (present) return;
  // Into a folder beside it first, so that an interrupted install is never taken for a whole one.
  const half = `${folder}.partial`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true });
  await writeFile(join(half, 'package.json'), manifest);
  const { code, output } = await npm(['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: half });
  if (code !== 0) throw new Error(`The judges could not be installed:\n${output}`);
  await rename(half, folder);
};

/** The jars of apex-ls, of the platform's types and of PMD, as a Java class path. */
export const CLASS_PATH = join(folder, 'node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib', '*');

/** A CommonJS module of the judges. Their own types are not there: the caller says what of it is used. */
export const requireTool = (name: string): unknown => createRequire(join(folder, 'package.json'))(name);

/** The same for an ES module, by its path below node_modules. */
export const importTool = (path: string): Promise<unknown> =>
  import(pathToFileURL(join(folder, 'node_modules', path)).href);
