import { asObject, json, noContent, parseJson, restError } from '../http/answer.ts';
import type { Call } from '../http/router.ts';
import { drawKey, drawSecret } from '../metadata/apps/consumers.ts';
import { endTokens } from '../oauth/endTokens.ts';
import type { Consumer, OrgState, StagedPair } from '../state/orgState.ts';

const firstVersion = 65;
const LIFE_MS = 30 * 24 * 60 * 60 * 1000;

/** Finds the consumer that the path names. */
export type Find = (call: Call) => Consumer | undefined;
type Handle = (call: Call) => Response;

const missing = (): Response => restError(404, 'NOT_FOUND', 'The requested resource does not exist');

const replace = (state: OrgState, consumer: Consumer): void => {
  state.consumers = [...state.consumers.filter(({ id }) => id !== consumer.id), consumer];
};

/** A staged pair that is still valid. */
const stagedOf = (state: OrgState, { staged }: Consumer): StagedPair | undefined =>
  staged !== undefined && staged.expiresAt > state.now() ? staged : undefined;

const shown = ({ state, url }: Call, consumer: Consumer): Record<string, unknown> => {
  const primary = url.pathname.replace(/\/staged(\/.*)?$/, '');
  const staged = stagedOf(state, consumer);
  const one = staged && {
    id: staged.id,
    key: staged.key,
    secret: staged.secret,
    state: staged.state,
    expirationDate: new Date(staged.expiresAt).toISOString(),
    stagedCredentialsUrl: `${primary}/staged/${staged.id}`,
    url: primary,
  };
  return { stagedCredentials: one ? [one] : [], url: `${primary}/staged` };
};

/** The resource came with 65.0. */
const since =
  (handle: Handle): Handle =>
  (call) =>
    Number(/\/v([\d.]+)\//.exec(call.url.pathname)?.[1] ?? 0) < firstVersion ? missing() : handle(call);

const read =
  (find: Find): Handle =>
  (call) => {
    const consumer = find(call);
    return consumer ? json(shown(call, consumer)) : missing();
  };

/** One staged pair a consumer; it works beside the primary one as soon as the org knows it (L10). */
const stage =
  (find: Find): Handle =>
  (call) => {
    const { state, body } = call;
    const consumer = find(call);
    if (!consumer) return missing();
    if (!asObject(parseJson(body))) return restError(400, 'JSON_PARSER_ERROR', 'The HTTP entity body is required.');
    if (stagedOf(state, consumer)) {
      return restError(400, 'INVALID_API_INPUT', 'Staged credentials already exist for this consumer.');
    }
    const now = state.now();
    const staged: StagedPair = {
      id: state.newId('0xS'),
      key: drawKey(state),
      secret: drawSecret(state),
      state: 'Active',
      knownAt: now + state.switches.propagationMs,
      expiresAt: now + LIFE_MS,
    };
    const made = { ...consumer, staged };
    replace(state, made);
    return json(shown(call, made), 201);
  };

/** The consumer with the staged pair that the path names. */
const named = (find: Find, call: Call): { consumer: Consumer; staged: StagedPair } | undefined => {
  const consumer = find(call);
  const staged = consumer && stagedOf(call.state, consumer);
  return consumer && staged && staged.id === call.params['staged'] ? { consumer, staged } : undefined;
};

/** The pairs change places: the former primary one goes on working, as `Rotated`, until it is deleted or 30 days old. */
const rotate =
  (find: Find): Handle =>
  (call) => {
    const { state, body } = call;
    const found = named(find, call);
    if (!found) return missing();
    if (asObject(parseJson(body))?.['command'] !== 'rotate') {
      return restError(400, 'INVALID_API_INPUT', 'Specify the command rotate.');
    }
    const { consumer, staged } = found;
    if (staged.state === 'Rotated') {
      return restError(400, 'INVALID_API_INPUT', 'The staged credentials were rotated already.');
    }
    const { id } = staged;
    const { key, secret, knownAt } = consumer;
    const former: StagedPair = { id, key, secret, knownAt, state: 'Rotated', expiresAt: state.now() + LIFE_MS };
    const made = { ...consumer, key: staged.key, secret: staged.secret, knownAt: staged.knownAt, staged: former };
    replace(state, made);
    return json(shown(call, made));
  };

const drop =
  (find: Find): Handle =>
  (call) => {
    const found = named(find, call);
    if (!found) return missing();
    const rest = { ...found.consumer };
    delete rest.staged;
    replace(call.state, rest);
    endTokens(call.state, found.staged.key);
    return noContent();
  };

/** What can be done with the staged credentials of a consumer (platform-facts §2.5), by method and rest of the path. */
export const stagedHandlers = (find: Find): ReadonlyArray<{ method: string; rest: string; handle: Handle }> => [
  { method: 'GET', rest: '/staged', handle: since(read(find)) },
  { method: 'POST', rest: '/staged', handle: since(stage(find)) },
  { method: 'PATCH', rest: '/staged/(?<staged>\\w+)', handle: since(rotate(find)) },
  { method: 'DELETE', rest: '/staged/(?<staged>\\w+)', handle: since(drop(find)) },
];
