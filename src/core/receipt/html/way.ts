import type { Station, VerifyReport } from '../../report.ts';

/** One vertical line of the diagram. */
export type Lane = { station: Station; lines: readonly string[] };

/** How callouts of a loopback reach the API. */
export type Way = {
  lanes: readonly Lane[];
  /** Stations of a callout, from Apex to the API. */
  path: readonly Station[];
  /** Who asks whom for the token or session id, and what goes to and fro. */
  fetch: { from: Station; to: Station; ask: string; answer: string };
};

const APEX: Lane = { station: 'apex', lines: ['Apex'] };
const TOKEN: Lane = { station: 'token', lines: ['Token', 'endpoint'] };
const API: Lane = { station: 'api', lines: ['APIs of', 'this org'] };

const CREDENTIAL: Way = {
  lanes: [APEX, { station: 'credential', lines: ['Named', 'Credential'] }, TOKEN, API],
  path: ['apex', 'credential', 'api'],
  fetch: { from: 'credential', to: 'token', ask: 'asks, if needed', answer: 'access token' },
};

const PAGE: Way = {
  lanes: [APEX, { station: 'credential', lines: ['Visualforce', 'page'] }, API],
  path: ['apex', 'api'],
  fetch: { from: 'apex', to: 'credential', ask: 'getContent()', answer: 'session id' },
};

const LOGIN: Way = {
  lanes: [APEX, TOKEN, API],
  path: ['apex', 'api'],
  fetch: { from: 'apex', to: 'token', ask: 'login, if needed', answer: 'access token' },
};

/** The way of the loopback, by its method; where that could not be read, by what its callouts name. */
export const wayOf = ({ method, checks }: Pick<VerifyReport, 'method' | 'checks'>): Way => {
  if (method === 'visualforce') return PAGE;
  if (method === 'username-password') return LOGIN;
  const usesCredential = checks.some(({ via }) => via?.startsWith('callout:') === true);
  return method !== null || usesCredential ? CREDENTIAL : LOGIN;
};
