import type { Row } from '../state/orgState.ts';
import type { QueryResult } from '../soql/run.ts';
import type { Api } from '../soql/objectTable.ts';
import { shownValue } from './shownValue.ts';

type RecordJson = { [name: string]: unknown };

const attributes = (base: string, type: string, id: Row[string]): RecordJson => ({
  type,
  ...(typeof id === 'string' && { url: `${base}/sobjects/${type}/${id}` }),
});

const put = (into: RecordJson, names: readonly string[], value: unknown): void => {
  const [first = '', ...rest] = names;
  if (rest.length === 0) {
    into[first] = value;
    return;
  }
  const inner = into[first];
  const nested = typeof inner === 'object' && inner !== null ? (inner as RecordJson) : { attributes: { type: first } };
  into[first] = nested;
  put(nested, rest, value);
};

/** Children come as a query's answer of their own; null where there are none. */
const childrenJson = (result: QueryResult, base: string): RecordJson | null =>
  result.rows.length === 0 ? null : { totalSize: result.rows.length, done: true, records: recordsOf(result, base) };

const recordsOf = ({ object, selected, rows }: QueryResult, base: string): RecordJson[] => {
  if (selected.kind === 'count') return [];
  if (selected.kind === 'aggregate') return rows.map((row) => ({ attributes: { type: 'AggregateResult' }, ...row }));
  return rows.map((row) => {
    const record: RecordJson = { attributes: attributes(base, object.name, row['Id'] ?? null) };
    for (const path of selected.paths) put(record, path.names, shownValue(path.field, path.valueOf(row)));
    for (const { name, of } of selected.children) record[name] = childrenJson(of(row), base);
    return record;
  });
};

/** A query's answer; Tooling adds three members. `base` is `/services/data/vNN.0` or its `/tooling`. */
export const queryAnswer = (result: QueryResult, api: Api, base: string): Record<string, unknown> => {
  const records = recordsOf(result, base);
  const totalSize = result.selected.kind === 'count' ? result.rows.length : records.length;
  const envelope = { totalSize, done: true, records };
  return api === 'data'
    ? envelope
    : { size: totalSize, ...envelope, queryLocator: null, entityTypeName: result.object.name };
};
