import { readFile } from 'node:fs/promises';
import { renderTypes, TYPES_FILE } from '../schema/renderTypes.ts';
import type { Gate } from './gate.ts';
import { tool } from './tool.ts';

const staleTypes = async (): Promise<readonly string[]> =>
  (await readFile(TYPES_FILE, 'utf8')) === (await renderTypes())
    ? []
    : ['metadataTypes.json is stale: run "npm run generate:types"'];

/** Gates that read the sources as they are. */
export const codeGates: readonly Gate[] = [
  { name: 'tsc of tests and scripts', problems: () => tool('typescript/bin/tsc', ['-p', 'test']) },
  { name: 'eslint', problems: () => tool('eslint/bin/eslint.js', ['.', '--max-warnings', '0']) },
  { name: 'prettier', problems: () => tool('prettier/bin/prettier.cjs', ['--check', '.', '--log-level', 'warn']) },
  { name: 'metadata types', problems: staleTypes },
  { name: 'knip', problems: () => tool('knip/bin/knip.js', ['--no-progress']) },
];
