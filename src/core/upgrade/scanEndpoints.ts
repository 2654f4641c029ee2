import { ApexLexer, ApexParserFactory } from '@apexdevtools/apex-parser';

/** An API version in a string of Apex; line and column count from 1 and point at the version's digits. */
export type Endpoint = { line: number; column: number; apiVersion: string; text: string };

/** Where its digits stand in the source, from 0. */
type Found = Endpoint & { from: number; to: number };

/** REST paths and those of every SOAP API: partner, enterprise, metadata, tooling, and Apex's own. */
const VERSION = /\/services\/(?:data\/v|Soap\/(?:u|c|m|s|T)\/)(\d{2}\.0)/gi;

const STRINGS: ReadonlySet<number> = new Set([ApexLexer.StringLiteral, ApexLexer.MultilineStringLiteral]);

/** The lexer counts code points, a string its UTF-16 units. */
const unitsBefore = (source: string): ((codePoint: number) => number) => {
  if (!/[\uD800-\uDBFF]/.test(source)) return (codePoint) => codePoint;
  const points = Array.from(source);
  return (codePoint) => points.slice(0, codePoint).join('').length;
};

const versionsIn = (source: string): Found[] => {
  if (!/\/services\//i.test(source)) return [];
  const lexer = ApexParserFactory.createLexer(source);
  // What is no Apex is passed over, not written to the console.
  lexer.removeErrorListeners();
  const strings = lexer.getAllTokens().filter(({ type }) => STRINGS.has(type));
  const unitOf = unitsBefore(source);
  return strings.flatMap(({ text, start }) =>
    [...text.matchAll(VERSION)].map((match) => {
      const apiVersion = match[1] ?? '';
      const from = unitOf(start) + match.index + match[0].length - apiVersion.length;
      const before = source.slice(0, from);
      const line = before.split('\n').length;
      const column = from - before.lastIndexOf('\n');
      return { line, column, apiVersion, text: match[0], from, to: from + apiVersion.length };
    }),
  );
};

const isBelow =
  (limit: string) =>
  (found: Found): boolean =>
    Number(found.apiVersion) < Number(limit);

/** Endpoints of Apex source that name an API version below `limit` (`NN.0`); an endpoint that is put together of several strings is not seen. */
export const scanEndpoints = (source: string, limit: string): Endpoint[] =>
  versionsIn(source)
    .filter(isBelow(limit))
    .map(({ line, column, apiVersion, text }) => ({ line, column, apiVersion, text }));

/** The source with these versions raised to `limit`, and nothing else changed. */
export const raiseEndpoints = (source: string, limit: string): string =>
  versionsIn(source)
    .filter(isBelow(limit))
    .reduceRight((text, { from, to }) => text.slice(0, from) + limit + text.slice(to), source);
