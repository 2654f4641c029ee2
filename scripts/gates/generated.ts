import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../root.ts';
import { run } from '../run.ts';
import type { Gate } from './gate.ts';
import type { Shadow } from './shadow.ts';
import { tool } from './tool.ts';

const text = (folder: string, name: string): Promise<string> => readFile(join(folder, name), 'utf8').catch(() => '');

/**
 * The text that is committed or staged. Every build makes the manifest anew, so the file on disk is no witness; outside
 * a git checkout it is all there is.
 */
const staged = async (name: string): Promise<string> => {
  const inGit = await stat(join(root, '.git')).catch(() => undefined);
  if (inGit === undefined) return text(root, name);
  return (await run(['show', `:${name}`], { command: 'git' })).stdout;
};

const buildAndCompareManifest = async (shadow: Shadow): Promise<readonly string[]> => {
  const built = await run([join(shadow.root, 'scripts/build.ts')], { cwd: shadow.root });
  if (built.code !== 0) return built.output.trimEnd().split('\n');
  return (await text(shadow.root, 'oclif.manifest.json')) === (await staged('oclif.manifest.json'))
    ? []
    : ['oclif.manifest.json is stale: run "npm run build" and commit it'];
};

/** A manifest in place would be compared in the commands' stead. */
const withoutManifest = async (shadow: Shadow, ...args: string[]): Promise<readonly string[]> => {
  await rm(join(shadow.root, 'oclif.manifest.json'), { force: true });
  const { code, output } = await run([join(shadow.root, 'bin/dev.js'), ...args], { cwd: shadow.root });
  if (code === 0 && output.includes('No changes have been detected.')) return [];
  return [...output.trimEnd().split('\n'), 'when this is intended: npm run generate'];
};

const compareReadme = async (shadow: Shadow): Promise<readonly string[]> => {
  const problems = await tool('oclif/bin/run.js', ['readme', '--no-aliases'], shadow.root);
  if (problems.length > 0) return problems;
  return (await text(shadow.root, 'README.md')) === (await text(root, 'README.md'))
    ? []
    : ['README.md\'s command section is stale: run "npm run generate"'];
};

/** Gates on what is generated from the commands and committed. */
export const generatedGates: readonly Gate[] = [
  { name: 'build and manifest', problems: buildAndCompareManifest },
  { name: 'README commands', problems: compareReadme },
  { name: 'command snapshot', problems: (shadow) => withoutManifest(shadow, 'snapshot:compare') },
  { name: 'JSON schemas', problems: (shadow) => withoutManifest(shadow, 'schema:compare') },
];
