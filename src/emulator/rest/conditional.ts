import { createHash } from 'node:crypto';
import { json } from '../http/answer.ts';
import type { Call } from '../http/router.ts';
import type { OrgState } from '../state/orgState.ts';

type Version = { etag: string; since: number };

/** What was answered last, by path and user; an org that starts anew has answered nothing. */
const versions = new WeakMap<OrgState, Map<string, Version>>();

const versionOf = ({ state, url, session }: Call, text: string): Version => {
  const known = versions.get(state) ?? new Map<string, Version>();
  versions.set(state, known);
  const key = `${session?.userId ?? ''} ${url.pathname}`;
  const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 8)}"`;
  const before = known.get(key);
  if (before?.etag === etag) return before;
  const version = { etag, since: state.now() };
  known.set(key, version);
  return version;
};

/** HTTP dates have whole seconds. */
const seconds = (ms: number): number => Math.floor(ms / 1000);

/** A describe: with ETag and Last-Modified, and 304 for who has it already (REST API guide, conditional requests). */
export const describeAnswer = (call: Call, value: unknown): Response => {
  const answer = json(value);
  const { etag, since } = versionOf(call, JSON.stringify(value));
  const headers = { etag, 'last-modified': new Date(seconds(since) * 1000).toUTCString() };
  const asked = Date.parse(call.request.headers.get('if-modified-since') ?? '');
  const isKnown = call.request.headers.get('if-none-match') === etag || seconds(asked) >= seconds(since);
  if (isKnown) return new Response(null, { status: 304, headers });
  for (const [name, text] of Object.entries(headers)) answer.headers.set(name, text);
  return answer;
};
