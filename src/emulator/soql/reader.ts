import { problemAt } from './problem.ts';
import { tokenize, type Token } from './tokenize.ts';

/** Walks a query's tokens. Words are compared regardless of case. */
export type Reader = {
  soql: string;
  peek: () => Token;
  next: () => Token;
  /** Takes the next token if it is one of these words or symbols. */
  accept: (...words: string[]) => Token | undefined;
  expect: (word: string) => Token;
  /** Whether the next token is one of these words. */
  sees: (...words: string[]) => boolean;
  unexpected: () => Error;
};

export const makeReader = (soql: string): Reader => {
  const tokens = tokenize(soql);
  let index = 0;
  const peek = (): Token => tokens[index] as Token;
  const sees = (...words: string[]): boolean => {
    const { kind, text } = peek();
    return (kind === 'name' || kind === 'symbol') && words.includes(text.toLowerCase());
  };
  const next = (): Token => {
    const token = peek();
    if (token.kind !== 'end') index += 1;
    return token;
  };
  const unexpected = (): Error =>
    problemAt(
      soql,
      peek().at,
      'MALFORMED_QUERY',
      peek().kind === 'end' ? 'unexpected end of query' : `unexpected token: '${peek().text}'`,
    );
  const accept = (...words: string[]): Token | undefined => (sees(...words) ? next() : undefined);
  const expect = (word: string): Token => {
    const token = accept(word);
    if (!token) throw unexpected();
    return token;
  };
  return { soql, peek, next, accept, expect, sees, unexpected };
};
