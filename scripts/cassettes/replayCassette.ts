import { answerValue } from './answerValue.ts';
import type { Cassette, Interaction } from './cassette.ts';
import { commonStock, compareShapes, type Difference } from './compareShapes.ts';
import { makeIdMap, type IdMap } from './idMap.ts';
import { prepareClasses } from './prepareClasses.ts';
import { prepareObject } from './prepareObject.ts';
import { prepareRecords } from './prepareRecords.ts';
import { requestLine } from './requestLine.ts';
import { askWithout, withoutColumns } from './absentColumns.ts';
import { API_VERSION, startReplayOrg, type Reply, type ReplayOrg } from './replayOrg.ts';

/** What came of one interaction. `stock` counts, by path, named elements that both have and that the recording has. */
export type Outcome = {
  line: string;
  cassette: string;
  state: 'agreed' | 'differs' | 'not emulated' | 'not comparable';
  differences: Difference[];
  note?: string;
  stock: ReadonlyMap<string, { common: number; recorded: number }>;
};

/** Recordings have the host's name and, mostly, the version taken out. */
const ORG_HOST = 'orgname.my.salesforce.com';

const here = (text: string, ids: IdMap): string => ids.translate(text.replaceAll('vxx.0', `v${API_VERSION}`));

/** The address of a request here; ids in a query are found once it is decoded. */
const pathHere = ({ url }: Interaction, ids: IdMap): string => {
  const { pathname, searchParams } = new URL(url);
  const query = new URLSearchParams(
    [...searchParams].map(([name, value]): [string, string] => [name, here(value, ids)]),
  ).toString();
  return here(pathname, ids) + (query === '' ? '' : `?${query}`);
};

const isJsonText = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/**
 * A request that was answered 304 asked with a date after the org's last change: one after the start of the emulated org.
 */
const asLate = (body: string, recorded: string): string =>
  /"httpStatusCode" : 304/.test(recorded)
    ? body.replace(/("If-Modified-Since": ")[^"]+/g, `$1${new Date(Date.now() + 60_000).toUTCString()}`)
    : body;

/** Why an interaction says nothing about an org; undefined where it does. */
const incomparable = ({ url, status, text, body }: Interaction): string | undefined => {
  if (new URL(url).host !== ORG_HOST) return `not a request to an org but to ${new URL(url).host}`;
  if (status >= 500 && text === '') return 'a failure of the network, put into the recording by hand';
  if (body !== undefined && !body.startsWith('<') && url.includes('/services/data/') && !isJsonText(body)) {
    return 'the recorded request was edited by hand and is not JSON';
  }
  return undefined;
};

const outcomeOf = (path: string, was: number | string, is: string): Difference => ({
  path,
  kind: 'value',
  what: `${was}, here ${is}`,
});

const prepare = async (org: ReplayOrg, ids: IdMap, { method, url }: Interaction, recorded: unknown): Promise<void> => {
  await prepareRecords(org, ids, recorded, new URL(url).searchParams.get('q') ?? '');
  const isCustomDescribe = method === 'GET' && /\/sobjects\/\w+__c\/describe$/.test(url);
  if (isCustomDescribe) await prepareObject(org, recorded);
};

/** Recordings that somebody has shortened say so in their names; what they lack says nothing about an org. */
const isEdited = (cassette: string): boolean => /\/ManualEdit[^/]*$/.test(cassette);

const compare = (recorded: unknown, interaction: Interaction, reply: Reply, value: unknown): Difference[] => [
  ...(reply.status === interaction.status
    ? compareShapes(recorded, value)
    : [outcomeOf('status', interaction.status, `${reply.status}: ${reply.text.slice(0, 200)}`)]),
  ...(interaction.contentType === undefined || interaction.contentType === reply.contentType
    ? []
    : [outcomeOf('content-type', interaction.contentType, String(reply.contentType))]),
];

const replay = async (org: ReplayOrg, ids: IdMap, cassette: string, interaction: Interaction): Promise<Outcome> => {
  const base = { line: requestLine(interaction), cassette, differences: [], stock: new Map<string, never>() };
  const note = incomparable(interaction);
  if (note !== undefined) return { ...base, state: 'not comparable', note };
  const recorded = answerValue(interaction.text, interaction.contentType);
  if ('value' in recorded) await prepare(org, ids, interaction, recorded.value);
  const { method, body } = interaction;
  const sent = body && asLate(here(body, ids), interaction.text);
  const { reply, absent } = await askWithout(org, method, pathHere(interaction, ids), sent);
  if (reply.status === 501) return { ...base, state: 'not emulated' };
  if ('problem' in recorded) return { ...base, state: 'not comparable', note: recorded.problem };
  const answer = answerValue(reply.text, reply.contentType);
  const value = 'problem' in answer ? undefined : answer.value;
  ids.learn(recorded.value, value);
  const missing = absent.map((column): Difference => ({
    path: `records[].${column}`,
    kind: 'missing',
    what: 'no such column',
  }));
  const found = [...missing, ...compare(withoutColumns(recorded.value, absent), interaction, reply, value)];
  const differences = found.filter(({ kind }) => kind !== 'extra' || !isEdited(cassette));
  return {
    ...base,
    ...(differences.length < found.length && { note: 'shortened by hand: what the recording lacks is not counted' }),
    state: differences.length === 0 ? 'agreed' : 'differs',
    differences,
    stock: commonStock(recorded.value, value),
  };
};

/** Replays a cassette from its first interaction to its last against an emulated org of its own. */
export const replayCassette = async (cassette: Cassette): Promise<Outcome[]> => {
  const org = await startReplayOrg();
  const ids = makeIdMap();
  try {
    const me = await org.ask('GET', '/services/oauth2/userinfo');
    const orgId = (JSON.parse(me.text) as { organization_id: string }).organization_id;
    for (const { url } of cassette.interactions) {
      const recordedOrg = /\/sobjects\/Organization\/(\w{15,18})$/.exec(url)?.[1];
      if (recordedOrg !== undefined) ids.add(recordedOrg, orgId);
    }
    await prepareClasses(org, cassette);
    const outcomes: Outcome[] = [];
    for (const interaction of cassette.interactions) {
      outcomes.push(await replay(org, ids, cassette.name, interaction));
    }
    return outcomes;
  } finally {
    await org.close();
  }
};
