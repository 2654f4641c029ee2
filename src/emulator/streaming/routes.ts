import { asObject, json, parseJson } from '../http/answer.ts';
import { bearerOf } from '../http/restSession.ts';
import type { Route } from '../http/router.ts';
import { isLockedOut, liveSession, mayUseApi } from '../state/sessions.ts';
import { answerMessage, type Message } from './meta.ts';

const pattern = /^\/cometd\/(?<version>\d+\.\d)\/?$/;

const denied = (messages: readonly Message[]): Response =>
  json(
    messages.map(({ channel, id }) => ({
      channel,
      id,
      successful: false,
      error: '401::Authentication invalid',
      advice: { reconnect: 'none' },
    })),
    401,
  );

/** A connect is held until there is something to tell, so what else came with it goes first. */
const heldLast = (messages: readonly Message[]): Message[] => {
  const isHeld = ({ channel }: Message): boolean => channel === '/meta/connect';
  return [...messages.filter((each) => !isHeld(each)), ...messages.filter(isHeld)];
};

/** The Streaming API (CometD): long polling only, so that a client that asks for a web socket is told no. */
export const streamingRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern,
    access: 'none',
    handle: () => new Response('Unsupported Bayeux transport', { status: 400 }),
  },
  {
    method: 'POST',
    pattern,
    access: 'none',
    handle: async ({ state, request, body, record }) => {
      const given = parseJson(body);
      const messages = (Array.isArray(given) ? given : [given]).flatMap((each): Message[] => {
        const message = asObject(each);
        return message ? [message] : [];
      });
      record.operation = messages.map(({ channel }) => String(channel)).join(' ');
      const session = liveSession(state, bearerOf(request));
      if (!session || !mayUseApi(session) || isLockedOut(state, session, request)) return denied(messages);
      const replies: unknown[] = [];
      for (const message of heldLast(messages)) replies.push(...(await answerMessage(state, session.userId, message)));
      return json(replies);
    },
  },
];
