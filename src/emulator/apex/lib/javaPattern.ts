import type { Tx } from '../model.ts';
import { apexError } from '../run/throwing.ts';

/** Java's pattern as JavaScript's where the two agree; what they do not share is refused. */
export const javaPattern = (tx: Tx, source: string, flags: string): RegExp => {
  const inline = /^\(\?([imsx]+)\)/.exec(source);
  const body = (inline ? source.slice(inline[0].length) : source)
    .replace(/\\Q([\s\S]*?)\\E/g, (_, text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .replace(/\\A/g, '^')
    .replace(/\\[zZ]/g, '$')
    .replace(/\\h/g, '[ \\t\\u00a0]')
    .replace(/\\p\{Alpha\}/g, '[a-zA-Z]')
    .replace(/\\p\{Digit\}/g, '[0-9]')
    .replace(/\\p\{Alnum\}/g, '[a-zA-Z0-9]')
    .replace(/\\p\{Punct\}/g, '[!-/:-@\\[-`{-~]')
    .replace(/\\p\{Upper\}/g, '[A-Z]')
    .replace(/\\p\{Lower\}/g, '[a-z]');
  const unicode = /\\p\{/.test(body) ? 'u' : '';
  const extra = (inline?.[1] ?? '').replace(/[^ims]/g, '');
  try {
    return new RegExp(body, flags + extra + unicode);
  } catch {
    throw apexError(tx, 'StringException', `Invalid regex: ${source} (or one that the emulated org does not know)`);
  }
};
