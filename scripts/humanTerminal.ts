/**
 * Runs a command of the built plugin as in a terminal whose keyboard is this process's stdin, so that whoever started it
 * can answer its prompts. What the command returns is sent to that process.
 */
import { execute } from '@oclif/core';
import { root } from './root.ts';

process.stdin.isTTY = true;
const result = await execute({ dir: root, args: process.argv.slice(2) });
process.send?.(result);
process.stdin.destroy();
