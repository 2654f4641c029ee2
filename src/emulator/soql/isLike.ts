type Part = { kind: 'many' | 'one' } | { kind: 'char'; char: string };

const partsOf = (pattern: string): Part[] =>
  [...pattern.toLowerCase().matchAll(/\\([_%])|[\s\S]/gu)].map(([whole, escaped]): Part => {
    if (escaped !== undefined) return { kind: 'char', char: escaped };
    if (whole === '%') return { kind: 'many' };
    return whole === '_' ? { kind: 'one' } : { kind: 'char', char: whole };
  });

/**
 * LIKE of SOQL: `%` stands for any text, `_` for one character, letter case does not count. Goes back to the last `%`
 * only, so that no pattern takes longer than the product of both lengths.
 */
export const isLike = (value: string, pattern: string): boolean => {
  const parts = partsOf(pattern);
  const chars = Array.from(value.toLowerCase());
  let at = 0;
  let index = 0;
  let last: { index: number; at: number } | undefined;
  while (at < chars.length) {
    const part = parts[index];
    if (part?.kind === 'many') {
      index += 1;
      last = { index, at };
    } else if (part?.kind === 'one' || (part?.kind === 'char' && part.char === chars[at])) {
      index += 1;
      at += 1;
    } else if (last) {
      last.at += 1;
      ({ index, at } = last);
    } else {
      return false;
    }
  }
  return parts.slice(index).every(({ kind }) => kind === 'many');
};
