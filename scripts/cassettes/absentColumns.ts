import type { Reply, ReplayOrg } from './replayOrg.ts';

const MOST = 60;

/**
 * Sends a request; a query for columns that the org does not have is asked again without them, so that the rest can be
 * compared. `absent` names the columns that were left out.
 */
export const askWithout = async (
  org: ReplayOrg,
  method: string,
  path: string,
  body: string | undefined,
): Promise<{ reply: Reply; absent: string[] }> => {
  const url = new URL(path, 'http://org.example');
  const absent: string[] = [];
  for (;;) {
    const reply = await org.ask(method, url.pathname + url.search, body);
    const column = reply.status === 400 ? /No such column '(\w+)' on entity/.exec(reply.text)?.[1] : undefined;
    const soql = url.searchParams.get('q');
    if (column === undefined || soql === null || absent.includes(column) || absent.length === MOST)
      return { reply, absent };
    absent.push(column);
    url.searchParams.set('q', soql.replace(new RegExp(`,\\s*${column}\\b|\\b${column}\\s*,`, 'i'), ''));
  }
};

/** A query's answer as it would be without these columns. */
export const withoutColumns = (answer: unknown, columns: readonly string[]): unknown => {
  const records = (answer as { records?: unknown } | null)?.records;
  if (columns.length === 0 || !Array.isArray(records)) return answer;
  return {
    ...(answer as object),
    records: records.map((record: object) =>
      Object.fromEntries(Object.entries(record).filter(([name]) => !columns.includes(name))),
    ),
  };
};
