import { expect } from 'chai';
import type { SfError } from '@salesforce/core';
import { addressed } from '../../src/cli/addressed.ts';
import { toSfError } from '../../src/cli/failures.ts';
import type { Effect, Fault } from '../../src/emulator/faults/fault.ts';
import { makeRig, type Rig } from './support.ts';

const about = { org: 'admin@selfcallout.example', name: 'SelfCallout', again: 'sf selfcallout setup' };

const REST: Partial<Fault> = { path: '/services/data/*/composite' };
const DEPLOY: Partial<Fault> = { path: '/services/Soap/m/*', body: '<deploy' };
const STATUS: Partial<Fault> = { path: '/services/Soap/m/*', body: 'checkDeployStatus' };
const SECRET: Partial<Fault> = { method: 'POST', path: '*/named-credentials/credential' };
const TOKEN: Partial<Fault> = { path: '/services/oauth2/token', origin: 'client' };
const APEX: Partial<Fault> = { path: '/services/Soap/s/*' };

/** An effect, the kind of request that meets it, and how a first set-up ends then. */
const ROWS: ReadonlyArray<readonly [effect: Effect, more: Partial<Fault>, match: Partial<Fault>, ends: string]> = [
  ['latency', { latencyMs: 5 }, DEPLOY, 'proven'],
  ['status', { status: 503 }, STATUS, 'OrgRefused'],
  ['status', { status: 500 }, SECRET, 'OrgRefused'],
  ['reset', { when: 'after' }, DEPLOY, 'DeployInterrupted'],
  ['reset', {}, TOKEN, 'OrgUnreachable'],
  ['malformed', { when: 'after' }, REST, 'AnswerUnreadable'],
  ['malformed', { when: 'after' }, APEX, 'AnswerUnreadable'],
  ['malformed', { when: 'after' }, SECRET, 'proven'],
  ['expiredToken', {}, REST, 'SessionExpired'],
  ['REQUEST_LIMIT_EXCEEDED', {}, STATUS, 'RequestLimitExceeded'],
  ['REQUEST_LIMIT_EXCEEDED', {}, TOKEN, 'TokenRefused'],
  ['UNABLE_TO_LOCK_ROW', {}, SECRET, 'OrgRefused'],
  ['maintenance', {}, REST, 'OrgShowsPage'],
  ['maintenance', {}, TOKEN, 'OrgShowsPage'],
];

const endingOf = async (rig: Rig): Promise<{ name: string; words: string; next: string }> => {
  try {
    const { outcome } = await addressed(about, async () => (await rig.setup()).report);
    return { name: outcome, words: '', next: 'none' };
  } catch (error) {
    const { name, message, actions = [] } = toSfError(error) as SfError;
    return { name, words: `${message} ${actions.join(' ')}`, next: actions[0] ?? '' };
  }
};

describe('setup, one request of which goes wrong', () => {
  for (const [effect, more, match, ends] of ROWS) {
    const whom = match.body ?? match.path ?? '';
    it(`${effect} ${JSON.stringify(more)} at ${whom}: ${ends}, and a second one completes it`, async () => {
      const rig = await makeRig();
      try {
        const fault: Fault = { id: 'f', effect, when: 'before', latencyMs: 0, times: 1, hits: 0, ...more, ...match };
        rig.emulator.state.faults = [fault];
        const { name, words, next } = await endingOf(rig);
        expect([name, fault.hits], words).to.deep.equal([ends, 1]);
        expect(next).not.to.equal('');
        expect(words).not.to.match(/%\w+%|undefined|\[object|<html|<!doctype/i);
        for (const { secret } of rig.pairs) expect(words).not.to.contain(secret);
        expect((await rig.setup()).report.outcome).to.equal('proven');
      } finally {
        await rig.close();
      }
    });
  }
});
