import { expect } from 'chai';
import type { OrgState } from '../../../src/emulator/state/orgState.ts';
import { keepState } from '../../support/keepState.ts';
import { orgPrint } from '../../support/orgPrint.ts';
import { openSecrets } from '../openSecrets.ts';
import { orgAt } from '../orgAt.ts';
import { sitDown } from '../repair/support.ts';
import { makeRig, type Rig } from '../support.ts';

type Code = 'now' | 'newId' | 'newSecret' | 'send';
/** What a print leaves out; `test/support/orgPrint.ts` says why. */
type Unseen = 'requests' | 'idCounts' | 'streams';
type Change = (state: OrgState) => void;

const ENDS = 1_800_000_000_000;
const job = (kind: 'deploy' | 'tests', run?: () => Promise<void>): Change => {
  return ({ jobs }) => jobs.byId.set('0AfX', { id: '0AfX', kind, createdAt: 1, dueAt: ENDS, run });
};
const first = <T>(all: Iterable<T>): T => {
  for (const each of all) return each;
  throw new Error('nothing there');
};
const add =
  (field: 'records', object: string): Change =>
  (state) =>
    state[field].set(object, [...(state[field].get(object) ?? []), { Id: 'x' }]);

/** One change at least of each thing that an org has; a new field of the state does not compile until it stands here. */
const CHANGES: Readonly<Record<Exclude<keyof OrgState, Code | Unseen>, Readonly<Record<string, Change>>>> = {
  org: { 'another address': ({ org }) => void (org.url += 'x') },
  switches: { 'a setting': ({ switches }) => void (switches.propagationMs += 1) },
  records: {
    'an assignment of a permission set': add('records', 'PermissionSetAssignment'),
    'a record of a custom setting': add('records', 'SelfCalloutLogin__c'),
    'a value': ({ records }) => void (first(records.get('User') ?? [])['Email'] = 'x'),
  },
  cursors: {
    'a query of which more is to be fetched': ({ cursors }) =>
      cursors.set('x', { userId: 'y', records: [], pageSize: 1, since: 0 }),
  },
  components: {
    'one gone': ({ components }) => components.delete(first(components.keys())),
    'a certificate more': ({ components }) =>
      components.set('certificate/x', { ...first(components.values()), type: 'Certificate', fullName: 'x' }),
    metadata: ({ components }) => void (first(components.values()).xml.text += 'x'),
    'a source': ({ components }) => void (first(components.values()).body = 'x'),
    'a file': ({ components }) => first(components.values()).files.set('x', new Uint8Array([1])),
    'who changed it and when': ({ components }) => void (first(components.values()).lastModifiedDate += 1),
  },
  sessions: {
    'one more': ({ sessions }) => sessions.set('x', { ...first(sessions.values()), token: 'x' }),
    'one ended': ({ sessions }) => sessions.delete(first(sessions.keys())),
  },
  consumers: {
    'another secret': ({ consumers }) => void (first(consumers).secret = 'x'),
    'a staged pair': ({ consumers }) =>
      void (first(consumers).staged = { id: 'x', key: 'k', secret: 's', state: 'Active', knownAt: 0, expiresAt: ENDS }),
    'when it is known': ({ consumers }) => void (first(consumers).knownAt += 1),
  },
  credentials: {
    'a stored secret': ({ credentials }) =>
      void (first(credentials).values['clientSecret'] = { value: 'x', encrypted: true }),
    'a token': ({ credentials }) => void (first(credentials).accessToken = 'x'),
    'a refresh token': ({ credentials }) => void (first(credentials).refreshToken = 'x'),
  },
  vault: {
    'a secret of a provider': ({ vault }) => vault.providerSecrets.set('x', 'y'),
    'a private key': ({ vault }) => vault.privateKeys.set('x', 'y'),
    'a client of an identity provider': ({ vault }) =>
      vault.identityClients.set('x', { clientId: 'a', clientSecret: 'b' }),
    'a token of a legacy credential': ({ vault }) => vault.legacyTokens.set('x', { accessToken: 'y' }),
    'a burnt suffix': ({ vault }) => vault.burntSuffixes.add('x'),
  },
  oauth: {
    'an approval': ({ oauth }) => oauth.approvals.set('x', ['api']),
    'a consent under way': ({ oauth }) => oauth.singleAccess.set('x', { userId: 'y', expiresAt: ENDS }),
    'a refresh token used': ({ oauth }) => void (first(oauth.refreshTokens.values()).usedAt += 1),
  },
  passwords: { 'another password': ({ passwords }) => passwords.set(first(passwords.keys()), 'x') },
  jobs: {
    'a deploy under way': job('deploy', () => Promise.resolve()),
    'a deploy that has ended': job('deploy'),
    'a run of tests': job('tests', () => Promise.resolve()),
  },
  apexQueue: {
    'Apex that waits': (state) => {
      const origin = { userId: 'u', fromLightning: false, fromCallout: false };
      const queued = { kind: 'future' } as unknown as OrgState['apexQueue']['waiting'][number]['job'];
      state.apexQueue.waiting = [{ id: 'x', dueAt: ENDS, origin, job: queued }];
    },
  },
  asyncJobs: { 'a job': (state) => void (state.asyncJobs = [{ Id: 'x' } as OrgState['asyncJobs'][number]]) },
  cronTriggers: {
    'a schedule': (state) => void (state.cronTriggers = [{ Id: 'x' } as OrgState['cronTriggers'][number]]),
  },
  apexLogs: { 'a log': (state) => void (state.apexLogs = [{ Id: 'x' } as OrgState['apexLogs'][number]]) },
  traceFlags: { 'a flag': (state) => void (state.traceFlags = [{ Id: 'x' } as OrgState['traceFlags'][number]]) },
  debugLevels: { 'a level': (state) => void (state.debugLevels = [{ Id: 'x' } as OrgState['debugLevels'][number]]) },
  faults: { 'a fault': (state) => void (state.faults = [{ id: 'x' } as OrgState['faults'][number]]) },
  hosts: { 'a name': (state) => void (state.hosts = new Set(['x'])) },
};

describe('the print of an org', function () {
  this.timeout(60_000);
  let rig: Rig;
  before(async () => {
    rig = await makeRig();
    sitDown(rig);
    await rig.setup({ method: 'identity-provider', browser: true });
  });
  after(() => rig.close());

  for (const [field, changes] of Object.entries(CHANGES)) {
    for (const [what, change] of Object.entries(changes)) {
      it(`shows of ${field}: ${what}; and what was kept before is put back`, () => {
        const { state } = rig.emulator;
        const { waiting } = state.apexQueue;
        const putBack = keepState(state);
        const before = orgPrint(state);
        change(state);
        expect(orgPrint(state)).to.not.equal(before);
        putBack();
        state.apexQueue.waiting = waiting;
        expect(orgPrint(state)).to.equal(before);
      });
    }
  }

  it('is the same after requests that only read', async () => {
    await openSecrets();
    const { state } = rig.emulator;
    const before = orgPrint(state);
    const { signal } = new AbortController();
    const org = await orgAt('66.0', rig);
    await org.query({ users: 'SELECT Id FROM User' }, signal);
    await org.listMetadata(['ApexClass'], signal);
    expect((await org.retrieve([{ type: 'ApexClass', fullName: 'SelfCallout' }], signal)).size).to.be.above(0);
    expect(orgPrint(state)).to.equal(before);
  });
});
