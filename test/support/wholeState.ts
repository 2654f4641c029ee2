import type { OrgState } from '../../src/emulator/state/orgState.ts';

/**
 * What an org has besides what it is made of, and why it is left out: records of what was asked, which no org takes
 * back (requests, queries, jobs of deploys and retrieves, debug logs), the moving parts (functions, timers), and
 * sessions, which end by themselves.
 */
const APART: ReadonlySet<string> = new Set([
  'requests',
  'cursors',
  'idCounts',
  'jobs',
  'apexLogs',
  'apexQueue',
  'streams',
  'sessions',
  'oauth.singleAccess',
]);

const plain = (value: unknown, path: string): unknown => {
  if (APART.has(path) || typeof value === 'function') return undefined;
  if (value instanceof Map) {
    const entries = [...value].map(([key, each]) => [String(key), plain(each, `${path}.${String(key)}`)] as const);
    // A table without rows is as good as none.
    const rows = entries.filter(([, each]) => !(Array.isArray(each) && each.length === 0));
    return Object.fromEntries(rows.toSorted(([a], [b]) => a.localeCompare(b)));
  }
  if (value instanceof Set) return [...value].map(String).toSorted();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map((each, index) => plain(each, `${path}.${index}`));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, each]) => [key, plain(each, path === '' ? key : `${path}.${key}`)] as const,
  );
  return Object.fromEntries(
    entries.filter(([, each]) => each !== undefined).toSorted(([a], [b]) => a.localeCompare(b)),
  );
};

/** All of an org's state as plain data, so that two moments of one org can be compared. */
export const wholeState = (state: OrgState): Record<string, unknown> => plain(state, '') as Record<string, unknown>;
