import { expect } from 'chai';
import { failureOf } from '../../../src/core/failure.ts';
import { probeBlock } from '../../../src/core/verify/probeBlock.ts';
import { isPending } from '../../../src/emulator/async/abort.ts';
import { componentOf } from '../../../src/emulator/state/components.ts';
import { INTEGRATION_USERNAME } from '../../../src/emulator/state/users.ts';
import { deploy } from '../../emulator/metadata/metadataOrg.ts';
import { licenseIntegrationUser } from '../../emulator/support/licences.ts';
import { wholeState } from '../../support/wholeState.ts';
import { authProvider, clientCredentials, deploy as deployHere, legacyCredential } from '../adopt/handMade.ts';
import { makeRig, type Rig } from '../support.ts';
import { makeRemove } from './removing.ts';

const META = '<apiVersion>66.0</apiVersion><status>Active</status>';
const NS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

const team = (name: string, body: string): Record<string, string> => ({
  [`classes/${name}.cls`]: body,
  [`classes/${name}.cls-meta.xml`]: `<?xml version="1.0"?><ApexClass ${NS}>${META}</ApexClass>`,
});

const failure = async (run: Promise<unknown>): Promise<{ kind: string; problems: string }> => {
  const error: unknown = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const { kind = String(error), data } = failureOf(error) ?? {};
  return { kind, problems: JSON.stringify(data?.['problems'] ?? []) };
};

describe('what keeps a loopback from being removed', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  const add = async (files: Readonly<Record<string, string>>): Promise<void> => {
    const { status, failures } = await deploy(rig.emulator, files);
    expect(status, failures.join()).to.equal('Succeeded');
  };

  const refused = async (request: { force?: boolean } = {}): Promise<string[]> => {
    const before = wholeState(rig.emulator.state);
    const { report } = await (await makeRemove(rig))(request);
    expect([report.outcome, report.deploys]).to.deep.equal(['inUse', []]);
    expect(wholeState(rig.emulator.state)).to.deep.equal(before);
    return report.uses.map(({ kind, by, of }) => `${kind}: ${by}, ${of}`);
  };

  it('is Apex that names a class, or calls the named credential, and no comment or longer name', async () => {
    rig = await makeRig();
    await rig.setup();
    await add({
      ...team('Team', "public class Team { Object run() { return SelfCallout.get('/limits'); } }"),
      ...team('Caller', "public class Caller { void go(HttpRequest r) { r.setEndpoint('callout:SelfCallout/x'); } }"),
      ...team('Stranger', '/* SelfCallout */ public class Stranger { String selfCallout2; } // callout:SelfCallout'),
    });
    expect((await refused()).toSorted()).to.deep.equal([
      'apex: ApexClass Team, ApexClass SelfCallout',
      'callout: ApexClass Caller, NamedCredential SelfCallout',
    ]);
  });

  it('is another permission set with access to the principal, and another named credential', async () => {
    rig = await makeRig();
    await rig.setup();
    const access =
      '<externalCredentialPrincipalAccesses><enabled>true</enabled>' +
      '<externalCredentialPrincipal>SelfCallout-Main</externalCredentialPrincipal></externalCredentialPrincipalAccesses><label>Team</label>';
    const parameters =
      '<namedCredentialParameters><externalCredential>SelfCallout</externalCredential><parameterName>ExternalCredential</parameterName>' +
      '<parameterType>Authentication</parameterType></namedCredentialParameters><namedCredentialParameters><parameterName>Url</parameterName>' +
      '<parameterType>Url</parameterType><parameterValue>https://a.example</parameterValue></namedCredentialParameters>';
    await add({
      'permissionsets/Team.permissionset': access,
      'namedCredentials/Other.namedCredential': `<label>Other</label>${parameters}<namedCredentialType>SecuredEndpoint</namedCredentialType>`,
    });
    expect((await refused()).toSorted()).to.deep.equal([
      'access: PermissionSet Team, ExternalCredential SelfCallout',
      'credential: NamedCredential Other, ExternalCredential SelfCallout',
    ]);
    expect((await refused({ force: true })).length).to.equal(2);
  });

  it('is a permission set group with the permission set', async () => {
    rig = await makeRig();
    await rig.setup();
    const { Org } = await import('@salesforce/core');
    const connection = (await Org.create({ aliasOrUsername: 'org' })).getConnection();
    const group = await connection.sobject('PermissionSetGroup').create({ DeveloperName: 'Team', MasterLabel: 'Team' });
    const { records } = await connection.query<{ Id: string }>(
      "SELECT Id FROM PermissionSet WHERE Name = 'SelfCallout'",
    );
    await connection
      .sobject('PermissionSetGroupComponent')
      .create({ PermissionSetGroupId: group.id, PermissionSetId: records[0]?.Id });
    expect(await refused()).to.deep.equal(['group: PermissionSetGroup Team, PermissionSet SelfCallout']);
    expect(await refused({ force: true })).to.deep.equal(['group: PermissionSetGroup Team, PermissionSet SelfCallout']);
  });

  it('is waited for where the org takes long to judge it: nothing is changed before', async () => {
    rig = await makeRig();
    await rig.setup();
    await add(team('Team', "public class Team { Object run() { return SelfCallout.get('/limits'); } }"));
    const before = wholeState(rig.emulator.state);
    const remove = await makeRemove(rig, { destroy: () => Promise.resolve({ kind: 'pending', id: '0Af' }) });
    for (const request of [{ force: true }, { dryRun: true, force: true }]) {
      const { report } = await remove(request);
      const deploys = report.deploys.map(({ checkOnly, status }) => ({ checkOnly, status }));
      expect([report.outcome, deploys]).to.deep.equal(['pending', [{ checkOnly: true, status: 'InProgress' }]]);
      expect(wholeState(rig.emulator.state)).to.deep.equal(before);
    }
  });

  it('L57: is a job that holds a class', async () => {
    rig = await makeRig();
    await rig.setup();
    rig.emulator.state.switches.queueMs = 3_600_000;
    const { runAnonymous } = rig.ports.org;
    const { success, problem } = await runAnonymous(
      "System.schedule('Nightly', '0 0 3 * * ?', new SelfCalloutJobs.Clock('x'));",
      new AbortController().signal,
    );
    if (!success) throw new Error(problem);
    const uses = await refused();
    expect(uses.length).to.equal(1);
    expect(uses[0]).to.match(/^job: Nightly \(08e\w+\), ApexClass SelfCalloutJobs$/);
    const { kind, problems } = await failure((await makeRemove(rig))({ force: true }));
    expect([kind, problems.includes('has jobs pending')], problems).to.deep.equal(['RemovalRejected', true]);
  });

  it('L57: is no job of a verification that was killed: that is ended first, with what it left', async () => {
    rig = await makeRig();
    const before = wholeState(rig.emulator.state);
    await rig.setup();
    rig.emulator.state.switches.queueMs = 3_600_000;
    const contexts = ['queueable', 'batch', 'scheduled', 'future'];
    const brief = { run: 'rkilled', checks: [], contexts, stop: [] };
    const block = probeBlock({ name: 'SelfCallout' }, brief, false);
    const { success, problem } = await rig.ports.org.runAnonymous(block, new AbortController().signal);
    expect(success, problem).to.equal(true);
    const remove = await makeRemove(rig);
    const dry = await remove({ dryRun: true });
    expect([dry.report.outcome, dry.report.probeJobs.length]).to.deep.equal(['planned', 4]);
    expect(rig.emulator.state.asyncJobs.filter(isPending).length).to.be.at.least(4);
    const { report } = await remove();
    expect([report.outcome, report.uses]).to.deep.equal(['removed', []]);
    expect(rig.emulator.state.cronTriggers).to.deep.equal([]);
    expect(rig.emulator.state.asyncJobs.filter(isPending)).to.deep.equal([]);
    // The rows of jobs that have ended stay (L64).
    const less = { asyncJobs: [], switches: {} };
    expect({ ...wholeState(rig.emulator.state), ...less }).to.deep.equal({ ...before, ...less });
  });

  it('is a user with the permission set; --force takes it away', async () => {
    rig = await makeRig();
    licenseIntegrationUser(rig.emulator);
    await rig.setup({ assignTo: [INTEGRATION_USERNAME] });
    expect(await refused()).to.deep.equal([`user: ${INTEGRATION_USERNAME}, PermissionSet SelfCallout`]);
    const { report } = await (await makeRemove(rig))({ force: true });
    expect([report.outcome, report.deploys.map(({ checkOnly }) => checkOnly)]).to.deep.equal([
      'removed',
      [true, false],
    ]);
    expect(report.assignments.map(({ username }) => username)).to.include(INTEGRATION_USERNAME);
  });

  it('is every user with the permission set, thousands as well', async () => {
    rig = await makeRig();
    await rig.setup();
    const { state } = rig.emulator;
    const [own] = state.records.get('PermissionSetAssignment') ?? [];
    const users = Array.from({ length: 2100 }, (_, n) => ({
      ...state.records.get('User')?.[0],
      Id: state.newId('005'),
      Username: `user${n}@example.com`,
    }));
    state.records.get('User')?.push(...users);
    const held = users.map(({ Id }) => ({ ...own, Id: state.newId('0Pa'), AssigneeId: Id }));
    state.records.get('PermissionSetAssignment')?.push(...held);
    expect(await refused()).to.have.length(2100);
    const before = state.requests.length;
    const { report } = await (await makeRemove(rig))({ force: true });
    expect([report.outcome, report.assignments.length]).to.deep.equal(['removed', 2101]);
    // 200 a request.
    expect(state.requests.length - before).to.be.lessThan(40);
    expect(state.records.get('PermissionSetAssignment')).to.deep.equal([]);
  });

  it('is found by the org, before anything is changed, where it does not tell what depends on the classes', async () => {
    rig = await makeRig();
    await rig.setup();
    await add(team('Team', "public class Team { Object run() { return SelfCallout.get('/limits'); } }"));
    const before = wholeState(rig.emulator.state);
    const remove = await makeRemove(rig, {
      sources: () => Promise.resolve([]),
      dependencies: () => Promise.resolve(undefined),
    });
    const { kind, problems } = await failure(remove());
    expect([kind, problems.includes('Team')], problems).to.deep.equal(['RemovalRejected', true]);
    expect(wholeState(rig.emulator.state)).to.deep.equal(before);
  });

  it('is not somebody else’s component of the same name: it is named and left', async () => {
    rig = await makeRig();
    await rig.setup({ method: 'visualforce' });
    await add(team('SelfCalloutActionTest', 'public class SelfCalloutActionTest { }'));
    const { report } = await (await makeRemove(rig))({ force: true });
    expect(report.components.filter(({ change }) => change === 'foreign').map(({ fullName }) => fullName)).to.include(
      'SelfCalloutActionTest',
    );
    expect(componentOf(rig.emulator.state, 'ApexClass', 'SelfCalloutActionTest')).not.to.equal(undefined);
    expect(componentOf(rig.emulator.state, 'ApexClass', 'SelfCallout')).to.equal(undefined);
  });

  const handMade: ReadonlyArray<[string, (made: Rig) => Promise<void>]> = [
    [
      'client credentials',
      (made) => clientCredentials(made, { app: 'Org_API', external: 'Org_API', named: 'Org_API', set: 'Org_API' }),
    ],
    [
      'an Auth Provider with a legacy credential',
      async (made) => {
        const { instanceUrl } = made.ports.org;
        await deployHere(made, authProvider('Org_API', 'keyOfSomebody', 'secretOfSomebody', instanceUrl));
        await deployHere(made, legacyCredential('Org_API', 'Org_API', instanceUrl));
      },
    ],
  ];
  for (const [what, make] of handMade) {
    it(`is a hand-made loopback whose parts are all called as was typed: nothing is ours. ${what}`, async () => {
      rig = await makeRig({ switches: { connectedAppCreation: 'allowed' } });
      await make(rig);
      const before = wholeState(rig.emulator.state);
      const { report } = await (await makeRemove(rig))({ name: 'Org_API', force: true });
      expect(report.outcome).to.equal('absent');
      expect(report.components.every(({ change }) => change === 'foreign')).to.equal(true);
      expect(wholeState(rig.emulator.state)).to.deep.equal(before);
    });
  }

  it('keeps the Apex and what it needs with --keep apex, and no login', async () => {
    rig = await makeRig({ switches: { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed' } });
    await rig.setup({ method: 'username-password' });
    await add(team('Team', "public class Team { Object run() { return SelfCallout.get('/limits'); } }"));
    const { report } = await (await makeRemove(rig))({ keepsApex: true });
    expect(report.outcome, JSON.stringify(report.uses)).to.equal('removed');
    const types = new Set([...rig.emulator.state.components.values()].map(({ type }) => type));
    expect([...types].toSorted()).to.deep.equal(['ApexClass', 'CustomObject']);
    expect(JSON.stringify([...rig.emulator.state.records])).not.to.contain(rig.emulator.adminPassword);
  });

  it('L53: runs the local tests with a deletion in production, and any level that is said', async () => {
    rig = await makeRig({ edition: 'production' });
    await rig.setup({ method: 'visualforce' });
    await add(team('Ok', '@IsTest private class Ok { @IsTest static void works() { System.assert(true); } }'));
    const remove = await makeRemove(rig);
    expect((await failure(remove({ testLevel: 'NoTestRun' }))).kind).to.equal('OrgRefused');
    expect((await remove({ testLevel: 'RunSpecifiedTests', runTests: ['Ok'] })).report.outcome).to.equal('removed');
  });

  it('changes nothing in a dry run, which the org checks', async () => {
    rig = await makeRig();
    await rig.setup();
    const before = wholeState(rig.emulator.state);
    const { report } = await (await makeRemove(rig))({ dryRun: true });
    expect([report.outcome, report.deploys.map(({ checkOnly, status }) => [checkOnly, status])]).to.deep.equal([
      'planned',
      [[true, 'Succeeded']],
    ]);
    expect(wholeState(rig.emulator.state)).to.deep.equal(before);
  });
});
