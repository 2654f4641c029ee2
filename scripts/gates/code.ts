import type { Gate } from './gate.ts';
import { tool } from './tool.ts';

/** Gates that read the sources as they are. */
export const codeGates: readonly Gate[] = [
  { name: 'tsc of tests and scripts', problems: () => tool('typescript/bin/tsc', ['-p', 'test']) },
  { name: 'eslint', problems: () => tool('eslint/bin/eslint.js', ['.', '--max-warnings', '0']) },
  { name: 'prettier', problems: () => tool('prettier/bin/prettier.cjs', ['--check', '.', '--log-level', 'warn']) },
  { name: 'knip', problems: () => tool('knip/bin/knip.js', ['--no-progress']) },
];
