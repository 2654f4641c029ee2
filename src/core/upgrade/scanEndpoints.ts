import { ApexLexer, ApexParserFactory } from '@apexdevtools/apex-parser';

/** An API version in a string of Apex; line and column count from 1 and point at the version's digits. */
export type Endpoint = { line: number; column: number; apiVersion: string; text: string };

/** Where its digits stand in the source, from 0. */
type Found = Endpoint & { from: number; to: number };

/** REST paths, those of every SOAP API (partner, enterprise, metadata, tooling, Apex's own) and of Bulk API 1. */
const VERSION = /\/services\/(?:data\/v|async\/|Soap\/(?:u|c|m|s|T)\/)(\d{1,2}\.\d)(?!\d)/gi;

/** What stands in a literal, and where that begins, in UTF-16 units from 0. */
type Part = { text: string; from: number };

/** The lexer counts code points, a string its UTF-16 units. */
const unitsBefore = (source: string): ((codePoint: number) => number) => {
  if (!/[\uD800-\uDBFF]/.test(source)) return (codePoint) => codePoint;
  const points = Array.from(source);
  return (codePoint) => points.slice(0, codePoint).join('').length;
};

const QUOTES: ReadonlyMap<number, number> = new Map([
  [ApexLexer.StringLiteral, 1],
  [ApexLexer.MultilineStringLiteral, 3],
]);

/** Literals that are one text: each alone, or several with a plus between them. */
const literalsIn = (source: string): Part[][] => {
  const lexer = ApexParserFactory.createLexer(source);
  // What is no Apex is passed over, not written to the console.
  lexer.removeErrorListeners();
  const unitOf = unitsBefore(source);
  const tokens = lexer.getAllTokens().filter(({ channel }) => channel === 0);
  const texts: Part[][] = [];
  tokens.forEach(({ type, text, start }, index) => {
    const quote = QUOTES.get(type);
    if (quote === undefined) return;
    const part = { text: text.slice(quote, -quote), from: unitOf(start) + quote };
    const goesOn = tokens[index - 1]?.type === ApexLexer.ADD && QUOTES.has(tokens[index - 2]?.type ?? -1);
    if (goesOn) texts.at(-1)?.push(part);
    else texts.push([part]);
  });
  return texts;
};

/** Where the text that the parts make together has `index`, in the source; undefined where a literal ends before `length` is over. */
const placeIn = (parts: readonly Part[], index: number, length: number): number | undefined => {
  let before = 0;
  for (const { text, from } of parts) {
    const at = index - before;
    if (at < text.length) return at + length <= text.length ? from + at : undefined;
    before += text.length;
  }
  return undefined;
};

const versionsIn = (source: string): Found[] => {
  if (!/\/services\//i.test(source)) return [];
  return literalsIn(source).flatMap((parts) =>
    [
      ...parts
        .map(({ text }) => text)
        .join('')
        .matchAll(VERSION),
    ].flatMap((match): Found[] => {
      const apiVersion = match[1] ?? '';
      const from = placeIn(parts, match.index + match[0].length - apiVersion.length, apiVersion.length);
      if (from === undefined) return [];
      const before = source.slice(0, from);
      const line = before.split('\n').length;
      const column = from - before.lastIndexOf('\n');
      return [{ line, column, apiVersion, text: match[0], from, to: from + apiVersion.length }];
    }),
  );
};

const isBelow =
  (limit: string) =>
  (found: Found): boolean =>
    Number(found.apiVersion) < Number(limit);

/** Endpoints of Apex source that name an API version below `limit` (`NN.0`); one that a variable is a part of is not seen. */
export const scanEndpoints = (source: string, limit: string): Endpoint[] =>
  versionsIn(source)
    .filter(isBelow(limit))
    .map(({ line, column, apiVersion, text }) => ({ line, column, apiVersion, text }));

/** The source with these versions raised to `limit`, and nothing else changed. */
export const raiseEndpoints = (source: string, limit: string): string =>
  versionsIn(source)
    .filter(isBelow(limit))
    .reduceRight((text, { from, to }) => text.slice(0, from) + limit + text.slice(to), source);
