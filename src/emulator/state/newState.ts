import { randomBytes } from 'node:crypto';
import { emptyApexQueue } from './apexQueue.ts';
import { EDITIONS, type Edition } from './editions.ts';
import { makeIds } from './ids.ts';
import { noJobs } from './jobs.ts';
import { emptyOauthState } from './oauthState.ts';
import type { OrgState } from './orgState.ts';
import { defaultSwitches, type Switches } from './switches.ts';
import { emptyVault } from './vault.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 256 is no multiple of 62: bytes beyond the last full round are drawn again, so that no letter is likelier. */
const randomText = (length: number): string => {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) if (byte < 248 && text.length < length) text += ALPHABET.charAt(byte % 62);
  }
  return text;
};

const API_VERSIONS = ['60.0', '61.0', '62.0', '63.0', '64.0', '65.0', '66.0', '67.0', '68.0'];

export type Beginnings = { edition: Edition; number: number; now: () => number; switches: Partial<Switches> };

/** An org without anybody in it; `seed` fills it. */
export const newState = ({ edition, number, now, switches }: Beginnings): OrgState => {
  const idCounts = new Map<string, number>();
  const newId = makeIds(number, idCounts);
  const { lifeDays } = EDITIONS[edition];
  return {
    org: {
      id: newId('00D'),
      name: 'Emulated Org',
      url: 'http://127.0.0.1',
      edition,
      number,
      expiresAt: lifeDays === undefined ? null : now() + lifeDays * DAY_MS,
      namespacePrefix: null,
      apiVersions: API_VERSIONS,
    },
    switches: { ...defaultSwitches, ...switches },
    now,
    idCounts,
    newId,
    newSecret: randomText,
    records: new Map(),
    cursors: new Map(),
    components: new Map(),
    sessions: new Map(),
    consumers: [],
    credentials: [],
    vault: emptyVault(),
    oauth: emptyOauthState(),
    passwords: new Map(),
    requests: [],
    faults: [],
    jobs: noJobs(),
    apexQueue: emptyApexQueue(),
    asyncJobs: [],
    cronTriggers: [],
    apexLogs: [],
    traceFlags: [],
    debugLevels: [],
    streams: new Map(),
    hosts: new Set(),
    send: () => Promise.reject(new Error('not wired')),
  };
};
