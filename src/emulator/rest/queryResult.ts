import type { Page } from '../state/cursors.ts';
import type { Row } from '../state/orgState.ts';
import type { QueryResult } from '../soql/run.ts';
import type { Api } from '../soql/objectTable.ts';
import type { ResolvedPath } from '../soql/resolve.ts';
import { shownValue } from './shownValue.ts';

type RecordJson = { [name: string]: unknown };

const attributes = (base: string, type: string, id: Row[string]): RecordJson => ({
  type,
  ...(typeof id === 'string' && { url: `${base}/sobjects/${type}/${id}` }),
});

type Nested = { parents: ReadonlyArray<{ attributes: RecordJson; isThere: boolean }>; value: unknown };

/** Puts a value where its path leads; a parent that is not there is null, whatever was asked of it. */
const put = (into: RecordJson, names: readonly string[], { parents, value }: Nested): void => {
  const [first = '', ...rest] = names;
  const [parent, ...further] = parents;
  if (!parent) {
    into[first] = value;
  } else if (!parent.isThere) {
    into[first] = null;
  } else {
    const inner = into[first];
    const nested =
      typeof inner === 'object' && inner !== null ? (inner as RecordJson) : { attributes: parent.attributes };
    into[first] = nested;
    put(nested, rest, { parents: further, value });
  }
};

const nestedIn = ({ parents, field, valueOf }: ResolvedPath, row: Row, base: string): Nested => ({
  parents: parents.map(({ object, idOf }) => {
    const id = idOf(row);
    return { attributes: attributes(base, object, id), isThere: id !== null };
  }),
  value: shownValue(field, valueOf(row)),
});

/** Children come as a query's answer of their own; null where there are none. */
const childrenJson = (result: QueryResult, api: Api, base: string): RecordJson | null =>
  result.rows.length === 0 ? null : queryAnswer(result, api, base);

const recordsOf = ({ object, selected, rows }: QueryResult, api: Api, base: string): RecordJson[] => {
  if (selected.kind === 'count') return [];
  if (selected.kind === 'aggregate') return rows.map((row) => ({ attributes: { type: 'AggregateResult' }, ...row }));
  return rows.map((row) => {
    const record: RecordJson = { attributes: attributes(base, object.name, row['Id'] ?? null) };
    for (const path of selected.paths) put(record, path.names, nestedIn(path, row, base));
    for (const { name, of } of selected.children) record[name] = childrenJson(of(row), api, base);
    return record;
  });
};

/** Records as one answer. `base` is `/services/data/vNN.0` or its `/tooling`. */
export const recordsAnswer = ({ records, total, locator }: Page, base: string): Record<string, unknown> => ({
  totalSize: total,
  done: locator === undefined,
  ...(locator !== undefined && { nextRecordsUrl: `${base}/query/${locator}` }),
  records,
});

/** How much a page of records holds, and who keeps the others. */
type Pager = (records: readonly unknown[]) => Page;

const inOne: Pager = (records) => ({ records, total: records.length });

/** A query's answer; Tooling adds three members. */
export const queryAnswer = (
  result: QueryResult,
  api: Api,
  base: string,
  pager: Pager = inOne,
): Record<string, unknown> => {
  const page = pager(recordsOf(result, api, base));
  const total = result.selected.kind === 'count' ? result.rows.length : page.total;
  const envelope = recordsAnswer({ ...page, total }, base);
  return api === 'data'
    ? envelope
    : { size: total, ...envelope, queryLocator: page.locator ?? null, entityTypeName: result.object.name };
};
