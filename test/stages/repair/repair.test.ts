import { expect } from 'chai';
import { failureOf } from '../../../src/core/failure.ts';
import { openSecrets } from '../openSecrets.ts';
import { componentsOf, textOf } from '../../../src/emulator/state/components.ts';
import { wholeState } from '../../support/wholeState.ts';
import { rotate } from '../rotate/support.ts';
import { makeRig } from '../support.ts';
import { after, choices, noticesOf, projectIn, proven, type Choice, type Event, type Scene } from './support.ts';

/** A login moves with its org, and holds no address. */
const isLoginAtHome = ({ method }: Choice, event: Event): boolean =>
  method === 'username-password' && event === 'another My Domain';

const failureOfRun = async (run: Promise<unknown>): Promise<ReturnType<typeof failureOf>> =>
  run.then(
    () => undefined,
    (error: unknown) => failureOf(error),
  );

describe('setup of a loopback that came from another org', function () {
  this.timeout(60_000);
  let scene: Scene | undefined;
  afterEach(() => scene?.close());

  for (const choice of choices) {
    // A page of the org's own knows no address: nothing is to be repaired.
    const events: readonly Event[] = choice.method === 'visualforce' ? ['refresh'] : ['refresh', 'another My Domain'];
    for (const event of events) {
      it(`L66: is repaired after ${event}: ${Object.values(choice).map(String).join(', ')}`, async () => {
        scene = await after(event, await proven(choice));
        const { rig, received } = scene;
        const { report, events } = await rig.setup({ ...choice, browser: true });
        expect(report.outcome, JSON.stringify([report.checks, report.authorization])).to.equal('proven');
        expect(received).to.deep.equal([]);
        const told = noticesOf(events).filter((id) => id === 'foreignAddress' || id === 'foreignLogin');
        expect(told.length > 0).to.equal(choice.method !== 'visualforce' && !isLoginAtHome(choice, event));
        const again = await rig.setup({ ...choice, browser: true });
        expect([again.report.outcome, again.report.run, again.report.deploys, noticesOf(again.events)]).to.deep.equal([
          'proven',
          2,
          [],
          noticesOf(again.events).filter((id) => /^limits|Privileged/.test(id)),
        ]);
      });
    }
  }

  it('L66: keeps the app where the org gives out its secret, and says so before it changes anything', async () => {
    scene = await after('refresh', await proven({}));
    const { rig, received } = scene;
    await openSecrets();
    const { consumers } = rig.emulator.state;
    const { report, events } = await rig.setup();
    expect([report.outcome, report.authorization.how]).to.deep.equal(['proven', 'readBack']);
    expect(rig.emulator.state.consumers.map(({ id, key }) => [id, key])).to.deep.equal(
      consumers.map(({ id, key }) => [id, key]),
    );
    expect(received).to.deep.equal([]);
    const here = report.org.instanceUrl;
    expect(
      report.repaired?.map(({ type, what, element, to = '' }) => [type, what, element, to.replace(here, 'here')]),
    ).to.deep.equal([
      ['ExternalCredential', 'address', 'AuthProviderUrl', 'here/services/oauth2/token'],
      ['NamedCredential', 'address', 'Url', 'here'],
      ['ExternalClientApplication', 'id', 'orgScopedExternalApp', ''],
      ['ExtlClntAppOauthSettings', 'id', 'oauthLink', ''],
    ]);
    const kinds = events.map((event) => (event.kind === 'warning' ? event.notice.id : event.kind));
    expect(kinds.indexOf('foreignAddress')).to.be.within(0, kinds.indexOf('deploy') - 1);
    const ids = ['ExternalClientApplication', 'ExtlClntAppOauthSettings'].flatMap((type) =>
      componentsOf(rig.emulator.state, type).map(
        ({ xml }) => textOf(xml, 'orgScopedExternalApp') ?? textOf(xml, 'oauthLink') ?? '',
      ),
    );
    expect(ids.map((id) => id.split(':')[0])).to.deep.equal([report.org.id, report.org.id]);
  });

  it('L66: changes nothing in a dry run, and shows what it would', async () => {
    scene = await after('refresh', await proven({}));
    const before = wholeState(scene.rig.emulator.state);
    const { report, events } = await scene.rig.setup({ dryRun: true });
    expect(report.outcome).to.equal('planned');
    expect(noticesOf(events)).to.include.members(['foreignAddress', 'appEnds']);
    expect(report.repaired?.map(({ type, what }) => [type, what])).to.deep.equal([
      ['ExternalCredential', 'address'],
      ['NamedCredential', 'address'],
      ['ExternalClientApplication', 'replaced'],
    ]);
    expect(wholeState(scene.rig.emulator.state)).to.deep.equal(before);
    expect(scene.received).to.deep.equal([]);
  });

  it('L66: a token does reach the other host where nobody repairs', async () => {
    scene = await after('another My Domain', await proven({}));
    await scene.rig.ports.org.runAnonymous("SelfCallout.get('/limits');", new AbortController().signal);
    expect(scene.received.map(({ headers }) => headers).join()).to.include('Bearer 00D');
  });

  it('L66: rotate stores nothing in a loopback that leads elsewhere', async () => {
    scene = await after('refresh', await proven({}));
    const { rig, received } = scene;
    await openSecrets();
    const before = wholeState(rig.emulator.state);
    const failure = await failureOfRun(rotate(rig));
    expect([failure?.kind, failure?.data?.['method']]).to.deep.equal(['ForeignLoopback', 'client-credentials']);
    expect(wholeState(rig.emulator.state)).to.deep.equal(before);
    expect(received).to.deep.equal([]);
  });

  it('L05: leaves out what only another org could put into a file of the project, and refuses an address of one (L66)', async () => {
    const rig = await makeRig();
    scene = { rig, received: [], close: rig.close };
    const files = projectIn(rig);
    const app = 'externalClientApps/SelfCallout.eca-meta.xml';
    expect((await rig.setup()).report.outcome).to.equal('proven');
    const edit = (path: string, from: string, to: string): void => {
      files.set(path, (files.get(path) ?? '').replace(from, to));
    };
    edit(app, '</label>', '</label><orgScopedExternalApp>00D000000000001:SelfCallout</orgScopedExternalApp>');
    expect((await rig.setup()).report.outcome).to.equal('proven');
    edit(
      'namedCredentials/SelfCallout.namedCredential-meta.xml',
      '__SELFCALLOUT_MY_DOMAIN_URL__',
      'https://other.my.salesforce.com',
    );
    const failure = await failureOfRun(rig.setup());
    expect(failure).to.deep.include({
      kind: 'LeadsElsewhere',
      data: { components: ['NamedCredential SelfCallout'] },
    });
  });
});
