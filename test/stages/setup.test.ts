import { expect } from 'chai';
import { componentOf, type XmlNode } from '../../src/emulator/state/components.ts';
import { licenseIntegrationUser } from '../emulator/support/licences.ts';
import { openSecrets } from './openSecrets.ts';
import { makeRig, type Rig } from './support.ts';

const clientRequests = (rig: Rig): string[] =>
  rig.emulator.state.requests
    .filter(({ origin }) => origin === 'client')
    .map(({ method, operation, path }) => operation ?? `${method} ${path.replace(/\?.*/, '')}`);

const polls = new Set([
  'checkDeployStatus',
  'checkRetrieveStatus',
  'client_credentials',
  'GET /services/data/v66.0/tooling/query',
]);

describe('setup', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  it('proves a loopback in an empty org, in the order that loses no secret', async () => {
    rig = await makeRig();
    const { report } = await rig.setup();
    expect(report.outcome).to.equal('proven');
    expect(report.run).to.equal(1);
    expect(new Set(report.components.map(({ change }) => change))).to.deep.equal(new Set(['created']));
    expect(report.deploys.map(({ status }) => status)).to.deep.equal(['Succeeded', 'Succeeded']);
    expect(report.authorization).to.deep.equal({ status: 'Configured', how: 'made' });
    const order = clientRequests(rig).filter((name) => !polls.has(name));
    expect(order.slice(-5)).to.deep.equal([
      'deploy',
      'POST /services/data/v66.0/composite',
      'POST /services/data/v66.0/named-credentials/credential',
      'deploy',
      'executeAnonymous',
    ]);
  });

  it('needs at most 12 requests before verification, and 6 the second time', async () => {
    rig = await makeRig();
    await rig.setup();
    const first = clientRequests(rig).filter((name) => !polls.has(name));
    expect(first.filter((name) => name !== 'executeAnonymous').length).to.be.at.most(12);
    expect(first.filter((name) => name === 'executeAnonymous').length).to.be.at.most(2);
    rig.emulator.state.requests.length = 0;
    await rig.setup();
    expect(clientRequests(rig).filter((name) => !polls.has(name)).length).to.be.at.most(6);
  });

  it('counts on the wire what the org counts', async () => {
    rig = await makeRig({ switches: { jobMs: 2500 } });
    const { report } = await rig.setup();
    // The org runs in this process, so its callouts to itself pass the same wire.
    expect(report.requests.total).to.equal(rig.emulator.state.requests.length);
    const asked = clientRequests(rig).filter((name) => polls.has(name));
    expect(report.requests.polls).to.equal(asked.length);
    expect(asked.length).to.be.greaterThan(6);
    const byStage = Object.values(report.requests.byStage).reduce((sum, count) => sum + count, 0);
    expect(byStage).to.equal(report.requests.total);
  });

  it('changes nothing the second time, and says so', async () => {
    rig = await makeRig();
    await rig.setup();
    rig.pairs.length = 0;
    const { report } = await rig.setup();
    expect(report.outcome).to.equal('proven');
    expect(report.run).to.equal(2);
    expect(new Set(report.components.map(({ change }) => change))).to.deep.equal(new Set(['unchanged']));
    expect(report.deploys).to.deep.equal([]);
    expect(rig.pairs).to.deep.equal([]);
  });

  it('L10: waits with a countdown until the token endpoint knows the app', async () => {
    rig = await makeRig({ switches: { propagationMs: 5000 } });
    const { report, events } = await rig.setup();
    expect(report.outcome).to.equal('proven');
    const seconds = events.flatMap((event) => (event.kind === 'countdown' ? [event.secondsLeft] : []));
    expect(seconds[0]).to.equal(60);
    expect(seconds).to.deep.equal(seconds.toSorted((a, b) => b - a));
    expect(rig.clock.slept).to.be.within(5000, 8000);
  });

  it('L10: ends as pending when the wait is over, and a second run completes', async () => {
    rig = await makeRig({ switches: { propagationMs: 90_000 } });
    const { report } = await rig.setup();
    expect(report.outcome).to.equal('pending');
    expect(report.checks).to.deep.equal([]);
    await rig.clock.sleep(90_000, new AbortController().signal);
    expect((await rig.setup()).report.outcome).to.equal('proven');
  });

  it('L10: a second run, too, waits for a fresh app', async () => {
    rig = await makeRig({ switches: { propagationMs: 90_000 } });
    expect((await rig.setup()).report.outcome).to.equal('pending');
    const { report, events } = await rig.setup();
    expect(report.outcome).to.equal('proven');
    expect(events.some(({ kind }) => kind === 'countdown')).to.equal(true);
  });

  it('L11: stores a changed secret again where the org gives it out', async () => {
    rig = await makeRig();
    await openSecrets();
    await rig.setup();
    for (const consumer of rig.emulator.state.consumers) consumer.secret = 'x'.repeat(64);
    for (const credential of rig.emulator.state.credentials) delete credential.accessToken;
    const { report } = await rig.setup();
    expect(report.outcome).to.equal('proven');
    expect(report.authorization.how).to.equal('readBack');
  });

  it('validates only, and changes nothing, in a dry run', async () => {
    rig = await makeRig();
    const before = rig.emulator.state.components.size;
    const { report } = await rig.setup({ dryRun: true });
    expect(report.outcome).to.equal('planned');
    expect(report.dryRun).to.equal(true);
    expect(report.deploys.map(({ checkOnly }) => checkOnly)).to.deep.equal([true]);
    expect(rig.emulator.state.components.size).to.equal(before);
    expect(rig.emulator.state.credentials).to.deep.equal([]);
    expect(rig.emulator.state.records.get('PermissionSetAssignment') ?? []).to.deep.equal([]);
  });

  it('runs as the user it is told to, without a warning', async () => {
    rig = await makeRig();
    const { report, events } = await rig.setup({ runAs: 'integration@selfcallout.example' });
    expect(report.outcome).to.equal('proven');
    expect(events.some((event) => event.kind === 'warning')).to.equal(false);
    expect(report.checks.some(({ ok }) => ok === 'notGranted')).to.equal(true);
  });

  it('keeps the run-as user of an app when it is told none', async () => {
    rig = await makeRig();
    await rig.setup({ runAs: 'integration@selfcallout.example' });
    const { report, events } = await rig.setup();
    expect([report.outcome, report.run]).to.deep.equal(['proven', 2]);
    expect(events.some((event) => event.kind === 'warning')).to.equal(false);
    expect((await rig.setup({ runAs: 'admin@selfcallout.example' })).report.run).to.equal(1);
  });

  it('L56: keeps what an administrator added to the permission set, and says so', async () => {
    rig = await makeRig();
    await rig.setup();
    const set = componentOf(rig.emulator.state, 'PermissionSet', 'SelfCallout');
    const leaf = (text: string): XmlNode => ({ text, children: {}, line: 1 });
    const added = { text: '', line: 1, children: { enabled: [leaf('true')], name: [leaf('RunReports')] } };
    if (set) set.xml.children['userPermissions'] = [...(set.xml.children['userPermissions'] ?? []), added];
    const { report, events } = await rig.setup();
    expect([report.outcome, report.run, report.deploys.length]).to.deep.equal(['proven', 2, 0]);
    const notices = events.flatMap((event) => (event.kind === 'warning' ? [event.notice] : []));
    expect(notices.map(({ id, data }) => [id, ...data])).to.deep.include([
      'kept',
      'SelfCallout',
      'userPermissions RunReports',
    ]);
  });

  it('assigns the permission set to others as well', async () => {
    rig = await makeRig();
    licenseIntegrationUser(rig.emulator);
    await rig.setup({ assignTo: ['integration@selfcallout.example'] });
    expect(rig.emulator.state.records.get('PermissionSetAssignment')).to.have.length(2);
  });

  for (const apiVersion of ['60.0', '63.0', '68.0']) {
    it(`works at API version ${apiVersion}`, async () => {
      rig = await makeRig({}, apiVersion);
      expect((await rig.setup()).report.outcome).to.equal('proven');
      expect((await rig.setup()).report.run).to.equal(2);
    });
  }

  it('takes another name, label and scopes', async () => {
    rig = await makeRig();
    const { report } = await rig.setup({ name: 'Northwind', label: `R&D "loop" <b>`, scopes: ['api', 'openid'] });
    expect(report.outcome).to.equal('proven');
    expect(
      (await rig.setup({ name: 'Northwind', label: `R&D "loop" <b>`, scopes: ['api', 'openid'] })).report.run,
    ).to.equal(2);
    expect((await rig.setup()).report.outcome).to.equal('proven');
  });

  it('keeps apart two loopbacks of which one has the name of the other as its beginning', async () => {
    rig = await makeRig();
    for (const name of ['SelfCallout2', 'SelfCallout', 'SelfCallout_a']) {
      expect((await rig.setup({ name })).report.run).to.equal(1);
    }
    for (const name of ['SelfCallout', 'SelfCallout2', 'SelfCallout_a']) {
      const { report } = await rig.setup({ name });
      expect([report.run, report.outcome]).to.deep.equal([2, 'proven']);
    }
  });

  it('L53: runs its own tests in a production org', async () => {
    rig = await makeRig({ edition: 'production' });
    expect((await rig.setup()).report.outcome).to.equal('proven');
    expect((await rig.setup()).report.run).to.equal(2);
  });

  it('never tells the secret in what it tells', async () => {
    rig = await makeRig();
    const first = await rig.setup();
    const second = await rig.setup();
    const told = JSON.stringify([first, second]);
    expect(rig.pairs).to.have.length(1);
    for (const { secret } of rig.pairs) expect(told).not.to.contain(secret);
  });
});
