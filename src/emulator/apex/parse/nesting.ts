import type { ApexProblem } from '../host.ts';
import { tooDeep } from './tooDeep.ts';

/**
 * Brackets in brackets, casts of casts, and operators before operators. The grammar takes time that grows with a power
 * of either.
 */
const MOST_BRACKETS = 100;
const MOST_CASTS = 20;
const MOST_PREFIXES = 50;

/** What is no code, or one step of the code: text in quotes, comments, names, single characters. */
const PIECE = /'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[\w.<>,\s]+|[\s\S]/gy;

/** Code whose nesting is deeper than anybody writes it: refused before it is parsed, which could take minutes. */
export const nestingProblem = (source: string): ApexProblem | undefined => {
  let depth = 0;
  let casts = 0;
  let closed = false;
  let prefixes = 0;
  for (const { 0: piece, index } of source.matchAll(PIECE)) {
    if ('([{'.includes(piece)) depth += 1;
    else if (')]}'.includes(piece)) depth -= 1;
    casts = piece === '(' && closed ? casts + 1 : /^[\w.<>,\s()]/.test(piece) ? casts : 0;
    closed = piece === ')' || (closed && piece.trim() === '');
    prefixes = '!-+~'.includes(piece) ? prefixes + 1 : piece.trim() === '' ? prefixes : 0;
    if (depth > MOST_BRACKETS || casts > MOST_CASTS || prefixes > MOST_PREFIXES) {
      const before = source.slice(0, index).split('\n');
      return tooDeep({ line: before.length, column: (before.at(-1) ?? '').length + 1 });
    }
  }
  return undefined;
};
