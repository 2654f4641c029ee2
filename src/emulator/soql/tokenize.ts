import { problemAt } from './problem.ts';

export type Token = {
  kind: 'name' | 'string' | 'number' | 'date' | 'symbol' | 'end';
  /** Of a string: its value without quotes and escapes. */
  text: string;
  at: number;
};

const PATTERNS: ReadonlyArray<readonly [Token['kind'] | 'space', RegExp]> = [
  ['space', /\s+/y],
  ['date', /\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2}))?/y],
  ['number', /[+-]?(\d+\.?\d*|\.\d+)/y],
  ['name', /[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*/y],
  ['string', /'(?:[^'\\]|\\.)*'/y],
  ['symbol', /<=|>=|!=|<>|[=<>(),:]/y],
];

/** `\\_` and `\\%` stay as they are: they are for LIKE, which takes the bare characters for wildcards. */
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  _: '\\_',
  '%': '\\%',
};

const unquoted = (text: string): string =>
  text.slice(1, -1).replace(/\\(.)/gs, (_, char: string) => ESCAPES[char] ?? char);

/** Splits a query into tokens, with an `end` token last. */
export const tokenize = (soql: string): Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  while (at < soql.length) {
    const found = PATTERNS.map(([kind, pattern]) => {
      pattern.lastIndex = at;
      return { kind, text: pattern.exec(soql)?.[0] };
    }).find(({ text }) => text !== undefined);
    const text = found?.text;
    if (!found || text === undefined) {
      const what = soql[at] ?? '';
      throw problemAt(
        soql,
        at,
        'MALFORMED_QUERY',
        what === "'" ? 'unclosed string literal' : `unexpected char: '${what}'`,
      );
    }
    if (found.kind !== 'space') {
      tokens.push({ kind: found.kind, text: found.kind === 'string' ? unquoted(text) : text, at });
    }
    at += text.length;
  }
  return [...tokens, { kind: 'end', text: '<EOF>', at: soql.length }];
};
