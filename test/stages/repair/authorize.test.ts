import { expect } from 'chai';
import { nextAfterAuthorize } from '../../../src/cli/nextCommand.ts';
import { presentAuthorize } from '../../../src/cli/present/authorize.ts';
import { failureOf } from '../../../src/core/failure.ts';
import type { DeployJob } from '../../../src/emulator/metadata/deploy/deployJob.ts';
import { isUnderWay } from '../../../src/core/isUnderWay.ts';
import type { AuthorizeReport } from '../../../src/core/report.ts';
import { componentOf, componentsOf, textOf } from '../../../src/emulator/state/components.ts';
import { CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import { makeOrgPort } from '../../../src/org/orgPort.ts';
import { wholeState } from '../../support/wholeState.ts';
import { openSecrets } from '../openSecrets.ts';
import { makeRig, type Rig } from '../support.ts';
import { after, authorize, choices, noticesOf, projectIn, proven, sitDown, type Event, type Scene } from './support.ts';

/** What a repair by `authorize` has no business with. */
const apexOf = ({ emulator }: Rig): string =>
  JSON.stringify([...emulator.state.components].filter(([key]) => /^(apexclass|apexpage|permissionset)\//i.test(key)));

/** What became of what, without the addresses, which differ from run to run. */
const repairedIn = ({ repaired = [] }: AuthorizeReport): string[] => [
  ...new Set(
    repaired.map(({ type, fullName, what, to = '' }) =>
      `${type} ${fullName} ${what} ${what === 'replaced' ? to : ''}`.trim(),
    ),
  ),
];

const credentials = ['ExternalCredential SelfCallout address', 'NamedCredential SelfCallout address'];
const madeAnew = 'ExternalClientApplication SelfCallout replaced SelfCallout';

/** By method, after a refresh and with another My Domain: what became of what, and how it is authorized then. */
const expected: Readonly<Record<string, Readonly<Record<Event, readonly [readonly string[], string]>>>> = {
  'client-credentials': {
    refresh: [[...credentials, madeAnew], 'made'],
    'another My Domain': [credentials, 'kept'],
  },
  'auth-provider': {
    refresh: [['NamedCredential SelfCallout address', madeAnew, 'AuthProvider SelfCallout deleted'], 'consent'],
    'another My Domain': [['AuthProvider SelfCallout address', 'NamedCredential SelfCallout address'], 'kept'],
  },
  'auth-provider legacy': {
    refresh: [
      [
        'NamedCredential SelfCallout address',
        'ConnectedApp SelfCallout replaced SelfCallout',
        'AuthProvider SelfCallout deleted',
      ],
      'byHand',
    ],
    'another My Domain': [['AuthProvider SelfCallout address', 'NamedCredential SelfCallout address'], 'byHand'],
  },
  'jwt-bearer': {
    refresh: [
      [
        ...credentials,
        'ExternalClientApplication SelfCallout replaced SelfCallout2',
        'Certificate SelfCallout deleted',
        'User admin@selfcallout.example.dev runAs',
      ],
      'certificate',
    ],
    'another My Domain': [credentials, 'certificate'],
  },
  'identity-provider': {
    refresh: [['ExternalAuthIdentityProvider SelfCallout address', credentials[1] ?? '', madeAnew], 'consent'],
    'another My Domain': [['ExternalAuthIdentityProvider SelfCallout address', credentials[1] ?? ''], 'kept'],
  },
  'username-password': {
    refresh: [['ConnectedApp SelfCallout replaced SelfCallout', 'CustomObject SelfCallout_Login__c login'], 'made'],
    'another My Domain': [[], 'password'],
  },
  visualforce: { refresh: [[], 'session'], 'another My Domain': [[], 'session'] },
};

describe('authorize of a loopback that came from another org', function () {
  this.timeout(60_000);
  let scene: Pick<Scene, 'close'> | undefined;
  afterEach(() => scene?.close());

  const refreshed = async (choice: Parameters<typeof proven>[0] = {}): Promise<Scene> => {
    const made = await after('refresh', await proven(choice));
    scene = made;
    return made;
  };
  const kindOf = (run: Promise<unknown>): Promise<string | undefined> =>
    run.then(
      () => undefined,
      (error: unknown) => failureOf(error)?.kind,
    );

  for (const choice of choices) {
    const { method = '', credentialType } = choice;
    const row = expected[[method, credentialType].filter(Boolean).join(' ')];
    it(`L66: is repaired and authorized in one run, Apex apart: ${Object.values(choice).map(String).join(', ')}`, async () => {
      const source = await proven(choice);
      for (const event of ['refresh', 'another My Domain'] as const) {
        const { rig, received, close } = await after(event, source);
        scene = { close };
        const apex = apexOf(rig);
        const { report, events } = await authorize(rig);
        const [parts, how] = row?.[event] ?? [];
        expect([report.outcome, repairedIn(report), report.authorization.how], event).to.deep.equal([
          'authorized',
          parts,
          how,
        ]);
        expect([apexOf(rig), received]).to.deep.equal([apex, []]);
        const kinds = events.map((each) => (each.kind === 'warning' ? each.notice.id : each.kind));
        const isRepair = parts?.length !== 0;
        expect([kinds.includes('repairsFirst'), kinds.includes('deploy'), report.deploys !== undefined]).to.deep.equal([
          isRepair,
          isRepair,
          isRepair,
        ]);
        if (isRepair) expect(kinds.indexOf('repairsFirst')).to.be.lessThan(kinds.indexOf('deploy'));
        const { outcome, run, components } = (await rig.setup({ ...choice, browser: true })).report;
        const differing = components.filter(({ change }) => change !== 'unchanged').map(({ type }) => type);
        // Nothing calls the callback of that app.
        const isCallbackOnly = method === 'username-password' && event === 'another My Domain';
        expect([outcome, run, differing], event).to.deep.equal(
          isCallbackOnly ? ['proven', 1, ['ConnectedApp']] : ['proven', 2, []],
        );
        if (event === 'refresh') await close();
      }
    });
  }

  it('takes app type, scopes and label from the org, and leaves Apex that somebody edited', async () => {
    const choice = {
      method: 'auth-provider',
      appType: 'connected-app',
      scopes: ['api', 'refresh_token', 'chatter_api'],
    };
    const { rig } = await refreshed({ ...choice, label: 'Ours' });
    const { state } = rig.emulator;
    const edited = componentOf(state, 'ApexClass', 'SelfCallout');
    edited?.files.set('classes/SelfCallout.cls', Buffer.from('// ours'));
    const { report, events } = await authorize(rig);
    expect(report.outcome).to.equal('authorized');
    expect(noticesOf(events)).to.not.include('scopesUnknown');
    expect(componentsOf(state, 'ExternalClientApplication')).to.deep.equal([]);
    const app = componentOf(state, 'ConnectedApp', 'SelfCallout')?.xml;
    const config = app?.children['oauthConfig']?.[0];
    expect(config?.children['scopes']?.map(({ text }) => text)).to.deep.equal(['Api', 'RefreshToken', 'Chatter']);
    expect(app && textOf(app, 'label')).to.equal('Ours');
    expect(componentOf(state, 'ApexClass', 'SelfCallout')).to.equal(edited);
  });

  it('goes by the project that has the loopback, its edited files too, and writes nothing there', async () => {
    const rig = await makeRig();
    const texts = projectIn(rig);
    sitDown(rig);
    await rig.setup({ method: 'jwt-bearer', label: 'Ours', browser: true });
    const { url } = rig.emulator.state.org;
    const path = 'namedCredentials/SelfCallout.namedCredential-meta.xml';
    texts.set(path, (texts.get(path) ?? '').replace('InHeader>false', 'InHeader>true'));
    const before = new Map(texts);
    await rig.leave();
    const sandbox = await after('refresh', { rig, url });
    scene = sandbox;
    if (rig.ports.files) sandbox.rig.ports.files = rig.ports.files;
    const { report, events } = await authorize(sandbox.rig);
    expect(report.outcome).to.equal('authorized');
    const named = componentOf(sandbox.rig.emulator.state, 'NamedCredential', 'SelfCallout')?.xml;
    expect(named && [textOf(named, 'label'), textOf(named, 'allowMergeFieldsInHeader')]).to.deep.equal([
      'Ours',
      'true',
    ]);
    expect(
      events.flatMap((event) => (event.kind === 'warning' && event.notice.id === 'fileKept' ? event.notice.data : [])),
    ).to.deep.equal([path]);
    expect(texts).to.deep.equal(before);
    texts.set(
      path,
      (texts.get(path) ?? '').replace('__SELFCALLOUT_MY_DOMAIN_URL__', 'https://other.my.salesforce.com'),
    );
    await sandbox.rig.ports.org.deleteComponent(
      'ExternalClientApplication',
      'SelfCallout2',
      new AbortController().signal,
    );
    const failure = failureOf(await authorize(sandbox.rig).catch((error: unknown) => error));
    expect([failure?.kind, failure?.settings?.method, failure?.settings?.label]).to.deep.equal([
      'LeadsElsewhere',
      'jwt-bearer',
      'Ours',
    ]);
  });

  it('L53: runs no tests in a production org that has another My Domain: no Apex is deployed', async () => {
    const { rig, close } = await after('another My Domain', await proven({}, { edition: 'production' }));
    scene = { close };
    const { report } = await authorize(rig);
    expect([report.outcome, report.deploys?.length]).to.deep.equal(['authorized', 2]);
    const jobs = [...rig.emulator.state.jobs.byId.values()].filter((job): job is DeployJob => job.kind === 'deploy');
    expect(jobs.slice(-2).map(({ options }) => [options.testLevel, options.runTests])).to.deep.equal([
      [undefined, []],
      [undefined, []],
    ]);
  });

  it('L05, L11: keeps an app whose secret the org gives out, and leaves out its ids of the other org', async () => {
    const { rig } = await refreshed();
    await openSecrets();
    const { report } = await authorize(rig);
    expect([report.outcome, report.authorization.how]).to.deep.equal(['authorized', 'readBack']);
    expect(repairedIn(report)).to.deep.equal([
      ...credentials,
      'ExternalClientApplication SelfCallout id',
      'ExtlClntAppOauthSettings SelfCallout_oauth id',
    ]);
    const again = await authorize(rig);
    expect([again.report.outcome, again.report.repaired, again.report.deploys]).to.deep.equal([
      'authorized',
      undefined,
      undefined,
    ]);
  });

  it('L09: stops before it changes anything where the run-as user is not here, and takes another', async () => {
    const { rig } = await refreshed({ method: 'jwt-bearer' });
    const { state } = rig.emulator;
    const before = wholeState(state);
    expect(await kindOf(authorize(rig, { runAs: 'nobody@selfcallout.example' }))).to.equal('RunAsUserNotFound');
    expect(wholeState(state)).to.deep.equal(before);
    const { report } = await authorize(rig, { runAs: `${CLI_USERNAME}.dev` });
    expect([report.outcome, report.repaired?.some(({ what }) => what === 'runAs')]).to.deep.equal([
      'authorized',
      false,
    ]);
  });

  it('is pending where nobody consents, and a second run has only the consent to ask for', async () => {
    const { rig } = await refreshed({ method: 'auth-provider' });
    const browser = rig.ports.browser;
    delete rig.ports.browser;
    const { slept } = rig.clock;
    const first = await authorize(rig, { waitMs: 900_000, unattended: true, browser: false, renew: true });
    expect(rig.clock.slept - slept).to.be.below(60_000);
    expect([first.report.outcome, first.report.authorization.problem]).to.deep.equal(['pending', 'ConsentTimedOut']);
    expect(first.report.next).to.match(/^sf selfcallout authorize /);
    if (browser) rig.ports.browser = browser;
    const { report, events } = await authorize(rig);
    expect([report.outcome, report.repaired, report.deploys]).to.deep.equal(['authorized', undefined, undefined]);
    expect(noticesOf(events)).to.deep.equal([]);
  });

  it('is pending while a deploy goes on longer than it waits, names itself as the next command, and goes on there', async () => {
    const { rig, received } = await refreshed();
    rig.emulator.state.switches.jobMs = 5000;
    const { Org } = await import('@salesforce/core');
    const connection = (await Org.create({ aliasOrUsername: 'org' })).getConnection();
    connection.setApiVersion('66.0');
    const waiting = rig.ports.org;
    rig.ports.org = makeOrgPort(connection, rig.counter, rig.clock, { everyMs: 1000, timeoutMs: 60_000, deployMs: 0 });
    const { report } = await authorize(rig, { waitMs: 0 });
    expect([report.outcome, report.deploys?.map(isUnderWay)]).to.deep.equal(['pending', [true]]);
    expect(nextAfterAuthorize(report, (verb) => verb)).to.equal('authorize');
    expect(report.next).to.match(/^sf selfcallout authorize /);
    expect(presentAuthorize(report).join('\n')).to.match(/Type +Name +To be repaired\n/);
    rig.ports.org = waiting;
    expect((await authorize(rig)).report.outcome).to.equal('authorized');
    expect((await rig.setup()).report).to.include({ outcome: 'proven', run: 2 });
    expect(received).to.deep.equal([]);
  });

  it('changes nothing where the password is needed and there is nobody to ask for it', async () => {
    const { rig } = await refreshed({ method: 'username-password' });
    delete rig.ports.secrets.password;
    const before = wholeState(rig.emulator.state);
    expect(await kindOf(authorize(rig))).to.equal('PasswordNeeded');
    expect(wholeState(rig.emulator.state)).to.deep.equal(before);
  });

  for (const method of ['client-credentials', 'identity-provider', 'username-password']) {
    it(`makes an app that a run which was stopped has not made any more: ${method}`, async () => {
      const rig = await makeRig({ switches: { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed' } });
      scene = rig;
      sitDown(rig);
      await rig.setup({ method, browser: true });
      const type = method === 'username-password' ? 'ConnectedApp' : 'ExternalClientApplication';
      await rig.ports.org.deleteComponent(type, 'SelfCallout', new AbortController().signal);
      expect(rig.emulator.state.consumers).to.deep.equal([]);
      const { report, events } = await authorize(rig);
      expect([report.outcome, report.repaired, noticesOf(events).slice(0, 2)]).to.deep.equal([
        'authorized',
        undefined,
        ['appGone', 'scopesUnknown'],
      ]);
      expect((await rig.setup({ method, browser: true })).report).to.include({ outcome: 'proven', run: 2 });
    });
  }

  it('L66: two at once end in one right state, or one refuses', async () => {
    for (const method of ['client-credentials', 'auth-provider', 'jwt-bearer']) {
      const { rig, received, close } = await refreshed({ method });
      const ends = await Promise.allSettled([authorize(rig), authorize(rig)]);
      const refusals = ends.flatMap((end) => (end.status === 'rejected' ? [failureOf(end.reason)?.kind] : []));
      expect(refusals.length, refusals.join()).to.be.lessThan(2);
      for (const kind of refusals)
        expect(kind).to.be.oneOf(['SetupTwice', 'DeployRejected', 'SecretReadBackOff', 'OrgRefused']);
      const { report } = await rig.setup({ method, browser: true });
      expect([report.outcome, report.run, report.deploys, rig.emulator.state.consumers.length]).to.deep.equal([
        'proven',
        2,
        [],
        1,
      ]);
      expect(received).to.deep.equal([]);
      await close();
    }
    scene = undefined;
  });
});
