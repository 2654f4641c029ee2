/** Runs the built plugin as at a terminal: what comes in by stdin are keys. */
import { execute } from '@oclif/core';
import { root } from './cli.ts';

process.stdin.isTTY = true;
process.stdin.setRawMode = () => process.stdin;
process.stderr.isTTY = true;
await execute({ dir: root, args: process.argv.slice(2) });
process.stdin.destroy();
