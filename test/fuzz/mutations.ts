import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { TEXT_BOMBS } from './bombs.ts';
import type { FuzzRequest } from './fuzzRequest.ts';

/** A change of a request; a value of its own, so that a failure can be shown, and shrunk. */
export type Mutation =
  | { kind: 'cut' | 'drop'; at: number }
  | { kind: 'double' | 'empty' | 'anonymous' | 'gzip' }
  | { kind: 'repeat'; megabytes: number }
  | { kind: 'encode'; as: 'utf16le' | 'latin1' | 'base64' | 'hex' }
  | { kind: 'flip'; at: number; to: number }
  | { kind: 'insert' | 'value' | 'path' | 'query'; at: number; text: number }
  | { kind: 'body'; text: number }
  | { kind: 'type'; type: string }
  | { kind: 'method'; method: string }
  | { kind: 'header'; name: string; text: number };

const TYPES = [
  'application/json',
  'text/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/form-data; boundary="(((((a+)+)+)+)$"',
  'text/plain; charset=utf-16',
  'application/octet-stream',
  '',
  ';;;',
  'image/png',
];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'];
const HEADERS = [
  'authorization',
  'cookie',
  'content-type',
  'soapaction',
  'sforce-call-options',
  'host',
  'sfdc_stack_depth',
  'content-encoding',
  'accept',
  'x-selfcallout-control',
  'x-http-method-override',
  'if-modified-since',
];

const at = fc.nat({ max: 9_999 }).map((n) => n / 10_000);
const text = fc.nat({ max: TEXT_BOMBS.length - 1 });

/** Most mutations are small: what survives them gets deep into the org. */
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('cut' as const, 'drop' as const), at }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('double' as const, 'empty' as const, 'anonymous' as const, 'gzip' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('encode' as const),
      as: fc.constantFrom('utf16le' as const, 'latin1' as const, 'base64' as const, 'hex' as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('flip' as const), at, to: fc.nat({ max: 255 }) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom('insert' as const, 'value' as const, 'value' as const, 'path' as const, 'query' as const),
      at,
      text,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('body' as const), text }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('type' as const), type: fc.constantFrom(...TYPES) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('method' as const), method: fc.constantFrom(...METHODS) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('header' as const), name: fc.constantFrom(...HEADERS), text }),
  },
);

const huge: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constant('repeat' as const),
  megabytes: fc.constantFrom(1, 5, 20, 60),
});

export type Mutated = { seed: number; mutations: readonly Mutation[] };

/** One of `count` real requests, and what is done to it. One in 200 becomes huge. */
export const mutated = (count: number): fc.Arbitrary<Mutated> =>
  fc.record({
    seed: fc.nat({ max: count - 1 }),
    mutations: fc.oneof(
      { weight: 199, arbitrary: fc.array(mutation, { maxLength: 4 }) },
      { weight: 1, arbitrary: fc.tuple(huge) },
    ),
  });

/** Half a character beyond the basic plane has no percent code. */
const encoded = (raw: string): string => encodeURIComponent(Buffer.from(raw).toString());

/** What may stand in a request line; the rest is sent as its percent code. */
const inLine = (raw: string): string => raw.slice(0, 6_000).replace(/[^!-~]/g, (char) => encoded(char));

const inHeader = (raw: string): string => raw.slice(0, 6_000).replace(/[^\t -~\u0080-\u00ff]/g, '?');

/** Puts a text in the place of one value: a string or number of JSON, the text of an XML element, a form's value. */
const withValue = (body: Buffer, where: number, value: string): Buffer => {
  const whole = body.toString('latin1');
  const places = [...whole.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|\btrue\b|(?<=>)[^<]+(?=<)|(?<==)[^&]*/g)];
  const place = places[Math.min(Math.floor(where * places.length), places.length - 1)];
  if (!place) return Buffer.from(value);
  const quoted = place[0].startsWith('"') && !value.startsWith('"') ? JSON.stringify(value) : value;
  const end = place.index + place[0].length;
  return Buffer.concat([
    Buffer.from(whole.slice(0, place.index), 'latin1'),
    Buffer.from(quoted),
    Buffer.from(whole.slice(end), 'latin1'),
  ]);
};

const withPart = (path: string, where: number, value: string): string => {
  const [bare = '', query] = path.split('?');
  const parts = bare.split('/');
  parts[Math.min(1 + Math.floor(where * (parts.length - 1)), parts.length - 1)] = encoded(value.slice(0, 2_000));
  return parts.join('/') + (query === undefined ? '' : `?${query}`);
};

const withQuery = (path: string, where: number, value: string): string => {
  const [bare = '', query = ''] = path.split('?');
  const pairs = query === '' ? ['q=x'] : query.split('&');
  const index = Math.min(Math.floor(where * pairs.length), pairs.length - 1);
  pairs[index] = `${pairs[index]?.split('=')[0] ?? ''}=${encoded(value.slice(0, 6_000))}`;
  return `${bare}?${pairs.join('&')}`;
};

const change = (request: FuzzRequest, step: Mutation): FuzzRequest => {
  const { body, path, headers } = request;
  const bomb = 'text' in step ? (TEXT_BOMBS[step.text] ?? '') : '';
  const place = 'at' in step ? Math.floor(step.at * body.length) : 0;
  switch (step.kind) {
    case 'cut':
      return { ...request, body: body.subarray(0, place) };
    case 'drop':
      return { ...request, body: Buffer.concat([body.subarray(0, place), body.subarray(place + 40)]) };
    case 'double':
      return { ...request, body: Buffer.concat([body, body]) };
    case 'empty':
      return { ...request, body: Buffer.of() };
    case 'anonymous':
      return {
        ...request,
        headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization')),
      };
    case 'gzip':
      return { ...request, body: gzipSync(body), headers: { ...headers, 'content-encoding': 'gzip' } };
    case 'repeat':
      return { ...request, body: Buffer.alloc(step.megabytes * 1024 * 1024, body.length > 0 ? body : 'x') };
    case 'encode':
      return {
        ...request,
        body:
          step.as === 'base64' || step.as === 'hex'
            ? Buffer.from(body.toString(step.as))
            : Buffer.from(body.toString('utf8'), step.as),
      };
    case 'flip': {
      const copy = Buffer.from(body);
      if (place < copy.length) copy[place] = step.to;
      return { ...request, body: copy };
    }
    case 'insert':
      return { ...request, body: Buffer.concat([body.subarray(0, place), Buffer.from(bomb), body.subarray(place)]) };
    case 'value':
      return { ...request, body: withValue(body, step.at, bomb) };
    case 'path':
      return { ...request, path: inLine(withPart(path, step.at, bomb)) };
    case 'query':
      return { ...request, path: inLine(withQuery(path, step.at, bomb)) };
    case 'body':
      return { ...request, body: Buffer.from(bomb) };
    case 'type':
      return { ...request, headers: { ...headers, 'content-type': step.type } };
    case 'method':
      return { ...request, method: step.method };
    case 'header':
      return { ...request, headers: { ...headers, [step.name]: inHeader(bomb) } };
  }
};

export const mutate = (request: FuzzRequest, mutations: readonly Mutation[]): FuzzRequest =>
  mutations.reduce(change, request);
