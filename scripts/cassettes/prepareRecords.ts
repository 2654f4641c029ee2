import type { IdMap } from './idMap.ts';
import { isId } from './idMap.ts';
import { API_VERSION, type ReplayOrg } from './replayOrg.ts';

/** What a record of an object needs besides what was recorded. */
const REQUIRED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Account: { Name: 'Prepared' },
  Contact: { LastName: 'Prepared' },
  Opportunity: { Name: 'Prepared', CloseDate: '2030-01-31', StageName: 'Prospecting' },
};

type Found = { type: string; id: string; values: Record<string, unknown> };

/** Records in a recorded answer, wherever they stand: what has `attributes` with a type and the address of a record. */
const recordsIn = (value: unknown): Found[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(recordsIn);
  const { attributes, ...values } = value as Record<string, unknown>;
  const { type, url } = (attributes ?? {}) as Record<string, unknown>;
  const id = typeof url === 'string' ? url.split('/').at(-1) : undefined;
  return typeof type === 'string' && isId(id) ? [{ type, id, values }, ...inner] : inner;
};

const createable = async (org: ReplayOrg, type: string): Promise<Set<string>> => {
  const { status, text } = await org.ask('GET', `/services/data/v${API_VERSION}/sobjects/${type}/describe`);
  if (status !== 200) return new Set();
  const { fields } = JSON.parse(text) as { fields: { name: string; createable: boolean }[] };
  return new Set(fields.filter((field) => field.createable).map(({ name }) => name));
};

/** What a query asks records to be, as far as it says `field = 'text'`. */
const wantedBy = (soql: string): (readonly [string, unknown])[] =>
  [...soql.matchAll(/(\w+)\s*=\s*'([^']*)'/g)].map(([, name = '', value = '']) => [name, value]);

/**
 * Creates, through the REST API, the records of ordinary objects that a recorded answer holds and the org lacks; `soql` is
 * the query that found them.
 */
export const prepareRecords = async (org: ReplayOrg, ids: IdMap, recorded: unknown, soql: string): Promise<void> => {
  for (const { type, id, values } of recordsIn(recorded)) {
    const required = REQUIRED[type];
    if (required === undefined || ids.has(id)) continue;
    const writable = await createable(org, type);
    const given = [...wantedBy(soql), ...Object.entries(values)].filter(
      ([name, value]) =>
        writable.has(name) && value !== null && typeof value !== 'object' && (!isId(value) || ids.has(value)),
    );
    const body = ids.translate(JSON.stringify({ ...required, ...Object.fromEntries(given) }));
    const made = await org.ask('POST', `/services/data/v${API_VERSION}/sobjects/${type}`, body);
    if (made.status !== 201) throw new Error(`a ${type} could not be prepared: ${made.text}`);
    ids.add(id, (JSON.parse(made.text) as { id: string }).id);
  }
};
