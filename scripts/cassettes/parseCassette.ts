import { parse, YAMLParseError } from 'yaml';
import type { Cassette, Interaction } from './cassette.ts';

/** What cassettes may include by name: interactions of their own, and texts with holes. */
export type Shared = { interactions: ReadonlyMap<string, unknown>; templates: ReadonlyMap<string, string> };

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

const MOST_MENDS = 500;

/**
 * YAML as PyYAML reads it: a quoted text may go on in lines that stand further left than its key, which the grammar
 * forbids. Such lines are moved to the right; blanks at the start of a line are no part of a quoted text.
 */
export const parseLoosely = (text: string): unknown => {
  const lines = text.split('\n');
  for (let mends = 0; ; mends += 1) {
    try {
      return parse(lines.join('\n'), { maxAliasCount: -1, uniqueKeys: false });
    } catch (error) {
      const line =
        error instanceof YAMLParseError && error.code === 'MISSING_CHAR' ? error.linePos?.[0].line : undefined;
      if (line === undefined || lines[line] === undefined || mends === MOST_MENDS) throw error;
      lines[line] = `${' '.repeat(80)}${lines[line].trimStart()}`;
    }
  }
};

const HOLE = /\{(\w+)(?::([^}]*))?\}/g;

const filled = (template: string, values: Fields): string =>
  template.replace(HOLE, (_hole, name: string, fallback = '') => String(values[name] ?? fallback));

const textOf = (body: unknown, { templates }: Shared): string => {
  const { string } = fieldsOf(body);
  if (typeof string === 'string') return string;
  const { include_template: name, vars } = fieldsOf(string);
  const template = templates.get(String(name));
  if (template === undefined) throw new Error(`no template named ${String(name)}`);
  return filled(template, fieldsOf(vars));
};

const contentTypeOf = (headers: unknown): string | undefined => {
  const found = fieldsOf(headers)['Content-Type'] ?? fieldsOf(fieldsOf(headers)['Response-Headers'])['Content-Type'];
  const [first] = Array.isArray(found) ? (found as unknown[]) : [];
  return typeof first === 'string' ? first.split(';')[0]?.trim().toLowerCase() : undefined;
};

const toInteraction = (value: unknown, shared: Shared): Interaction => {
  const { include_file: name } = fieldsOf(value);
  if (typeof name === 'string') {
    const included = shared.interactions.get(name);
    if (included === undefined) throw new Error(`no shared cassette named ${name}`);
    return toInteraction(included, shared);
  }
  const request = fieldsOf(fieldsOf(value)['request']);
  const response = fieldsOf(fieldsOf(value)['response']);
  return {
    method: String(request['method']),
    url: String(request['uri']),
    body: typeof request['body'] === 'string' ? request['body'] : undefined,
    status: Number(fieldsOf(response['status'])['code']),
    contentType: contentTypeOf(response['headers']),
    text: textOf(response['body'], shared),
  };
};

/** A cassette of vcrpy; a file with one interaction and nothing around it is one, too. */
export const parseCassette = (name: string, text: string, shared: Shared): Cassette => {
  const document = parseLoosely(text);
  const { interactions } = fieldsOf(document);
  const list: unknown[] = Array.isArray(interactions) ? interactions : [document];
  return { name, interactions: list.map((each) => toInteraction(each, shared)) };
};
