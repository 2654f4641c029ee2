import { CompileError } from './compileError.ts';
import type { ExpressionOf } from './scope.ts';

const escapes: Record<string, string> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** The text that a string literal stands for. */
export const stringOf = (node: ExpressionOf<'literal'>): string => {
  if (node.text.startsWith("'''")) return unescaped(node.text.slice(3, -3).replace(/^\s*?\n/, ''), node);
  return unescaped(node.text.slice(1, -1), node);
};

const unescaped = (text: string, node: ExpressionOf<'literal'>): string =>
  text.replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (whole, code: string) => {
    if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    const char = escapes[code];
    if (char === undefined)
      throw new CompileError(
        node.at,
        `Illegal string literal: Invalid string literal '${text}'. Illegal character sequence '${whole}' in string literal.`,
      );
    return char;
  });
