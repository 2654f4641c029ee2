import { setTimeout as wait } from 'node:timers/promises';
import { restDateTime } from '../state/dateTime.ts';
import { settleJobs } from '../state/jobs.ts';
import type { OrgState } from '../state/orgState.ts';
import type { StreamClient } from '../state/streams.ts';
import { idsOn } from './topics.ts';

/** A Bayeux message, as it comes and as it goes. */
export type Message = { channel?: unknown; clientId?: unknown; id?: unknown; subscription?: unknown };

type Reply = Record<string, unknown>;

/** How long a connect is held when there is nothing to tell. A real org holds it for 110 s. */
const holdMs = 20_000;
const lookEveryMs = 100;

const advice = { reconnect: 'retry', interval: 0, timeout: holdMs };

const news = (state: OrgState, client: StreamClient): Reply[] =>
  [...client.seen].flatMap(([channel, seen]) => {
    const fresh = (idsOn(state, client.userId, channel) ?? []).filter((id) => !seen.has(id));
    for (const id of fresh) seen.add(id);
    const event = { createdDate: restDateTime(state.now()), type: 'created' };
    return fresh.map((Id) => ({ channel, data: { event, sobject: { Id } } }));
  });

/** Held until there is news, the client goes, or time is up. */
const connect = async (state: OrgState, clientId: string, client: StreamClient): Promise<Reply[]> => {
  for (let held = 0; held < holdMs && state.streams.has(clientId); held += lookEveryMs) {
    await settleJobs(state);
    const found = news(state, client);
    if (found.length > 0) return found;
    await wait(lookEveryMs, undefined, { ref: false });
  }
  return [];
};

const subscribe = (state: OrgState, client: StreamClient, channel: string): Reply => {
  const known = idsOn(state, client.userId, channel);
  if (!known) return { successful: false, error: `404:${channel}:Unknown channel`, subscription: channel };
  client.seen.set(channel, new Set(known));
  return { successful: true, subscription: channel };
};

const handshake = (state: OrgState, userId: string): Reply => {
  const clientId = state.newSecret(24);
  state.streams.set(clientId, { userId, seen: new Map() });
  return { successful: true, clientId, version: '1.0', supportedConnectionTypes: ['long-polling'], advice };
};

const unknown: Reply = {
  successful: false,
  error: '403::Unknown client',
  advice: { reconnect: 'handshake', interval: 0 },
};

/** What a message of a user's client is answered with, events first. */
export const answerMessage = async (state: OrgState, userId: string, message: Message): Promise<Reply[]> => {
  const channel = String(message.channel);
  const clientId = String(message.clientId);
  const reply = (more: Reply): Reply => ({
    channel,
    clientId,
    ...(message.id !== undefined && { id: message.id }),
    ...more,
  });
  if (channel === '/meta/handshake') return [reply(handshake(state, userId))];
  const client = state.streams.get(clientId);
  if (client?.userId !== userId) return [reply(unknown)];
  const subscription = String(message.subscription);
  switch (channel) {
    case '/meta/connect':
      return [...(await connect(state, clientId, client)), reply({ successful: true, advice })];
    case '/meta/subscribe':
      return [reply(subscribe(state, client, subscription))];
    case '/meta/unsubscribe':
      client.seen.delete(subscription);
      return [reply({ successful: true, subscription })];
    case '/meta/disconnect':
      state.streams.delete(clientId);
      return [reply({ successful: true })];
    default:
      return [reply({ successful: false, error: `403:${channel}:Publish denied` })];
  }
};
