import type { OrgState } from './orgState.ts';

/** What a query found, of which a part has been given. */
export type Cursor = {
  userId: string;
  records: readonly unknown[];
  /** Records of a page where a request does not say how many. */
  pageSize: number;
  since: number;
};

/** Salesforce help 000384958: two days; a user has ten at once, and the oldest ends. */
const [LIFE_MS, MOST] = [2 * 24 * 60 * 60 * 1000, 10];

/** REST API guide, Query Options Header: 200 to 2,000 records a page. */
const [SMALLEST, LARGEST] = [200, 2000];

/** `given` is the client's wish, as text; what is no number counts as none. */
export const pageSizeOf = (given: string | undefined, otherwise = LARGEST): number =>
  given !== undefined && /^\d+$/.test(given) ? Math.min(Math.max(Number(given), SMALLEST), LARGEST) : otherwise;

/** Some records of a query, and the locator of those after them where there are more. */
export type Page = { records: readonly unknown[]; total: number; locator?: string };

const cut = (id: string, { records }: Cursor, from: number, size: number): Page => {
  const end = from + size;
  return {
    records: records.slice(from, end),
    total: records.length,
    ...(end < records.length && { locator: `${id}-${end}` }),
  };
};

/** The first page of an answer; more than fits into it is kept for the user who asked. */
export const firstPage = (state: OrgState, userId: string, records: readonly unknown[], pageSize: number): Page => {
  if (records.length <= pageSize) return { records, total: records.length };
  const { cursors } = state;
  const now = state.now();
  for (const [id, { since }] of cursors) if (since + LIFE_MS <= now) cursors.delete(id);
  const own = [...cursors].filter(([, cursor]) => cursor.userId === userId);
  for (const [id] of own.slice(0, Math.max(own.length - MOST + 1, 0))) cursors.delete(id);
  const cursor: Cursor = { userId, records, pageSize, since: now };
  const id = state.newId('0r8');
  cursors.set(id, cursor);
  return cut(id, cursor, 0, pageSize);
};

/** The page that a locator leads to; undefined for one that is wrong, expired or another user's. */
export const nextPage = (
  state: OrgState,
  userId: string,
  locator: string,
  wish: string | undefined,
): Page | undefined => {
  const [id = '', from = ''] = locator.split('-');
  const cursor = state.cursors.get(id);
  if (cursor?.userId !== userId || cursor.since + LIFE_MS <= state.now()) return undefined;
  const start = /^\d+$/.test(from) ? Number(from) : cursor.records.length;
  return start < cursor.records.length ? cut(id, cursor, start, pageSizeOf(wish, cursor.pageSize)) : undefined;
};
