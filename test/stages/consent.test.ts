import { expect } from 'chai';
import { failureOf } from '../../src/core/failure.ts';
import type { ConsentProblem } from '../../src/core/report.ts';
import type { StageEvent } from '../../src/ports/stageEvent.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { addUser } from '../emulator/support/browser.ts';
import { makeHuman } from '../../scripts/human.ts';
import { openSecrets } from './openSecrets.ts';
import { makeRig, type Rig } from './support.ts';

type Choice = Parameters<Rig['setup']>[0];

/** Opens what the pipeline opens, as the person at that browser. */
const atBrowser = (rig: Rig, act: (url: string) => Promise<unknown>): string[] => {
  const opened: string[] = [];
  rig.ports.browser = {
    open: async (url) => {
      opened.push(url);
      await act(url);
      return true;
    },
  };
  return opened;
};

const human = (rig: Rig, username = CLI_USERNAME, password = rig.emulator.adminPassword) =>
  makeHuman(username, password);

const consentsOf = (events: readonly StageEvent[]) =>
  events.flatMap((event) => (event.kind === 'consent' ? [event] : []));

describe('setup by the methods that need a consent', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  const choices: NonNullable<Choice>[] = [
    { method: 'auth-provider' },
    { method: 'auth-provider', principalType: 'per-user' },
    { method: 'auth-provider', appType: 'connected-app' },
    { method: 'identity-provider' },
    { method: 'identity-provider', principalType: 'per-user' },
    { method: 'identity-provider', appType: 'connected-app' },
  ];
  for (const choice of choices) {
    it(`L26: proves ${Object.values(choice).map(String).join(', ')} after one consent, and changes nothing the second time`, async () => {
      rig = await makeRig({ switches: { connectedAppCreation: 'allowed' } });
      const opened = atBrowser(rig, (url) => human(rig).consent(url));
      const { report, events } = await rig.setup({ ...choice, browser: true });
      expect([report.outcome, report.run], JSON.stringify(report.checks)).to.deep.equal(['proven', 1]);
      expect(report.authorization).to.deep.equal({ status: 'Configured', how: 'consent' });
      expect(consentsOf(events)[0]).to.include({ how: 'connect', username: CLI_USERNAME, browser: 'opened' });
      // It logs the browser in, so that nobody has to do it twice.
      expect(new URL(opened[0] ?? '').pathname).to.equal('/secur/frontdoor.jsp');
      const second = (await rig.setup({ ...choice, browser: true })).report;
      expect([second.outcome, second.run, second.deploys], JSON.stringify(second.components)).to.deep.equal([
        'proven',
        2,
        [],
      ]);
      expect(opened).to.have.length(1);
    });
  }

  for (const appType of ['external-client-app', 'connected-app']) {
    it(`L13: a dry run answers a burnt suffix as the set-up would: ${appType}`, async () => {
      rig = await makeRig({ switches: { connectedAppCreation: 'allowed' } });
      const { state } = rig.emulator;
      state.vault.burntSuffixes.add('selfcallout');
      const before = state.components.size;
      const { report, events } = await rig.setup({ method: 'auth-provider', appType, dryRun: true });
      expect(report.outcome).to.equal('planned');
      expect(report.components.filter(({ type }) => type === 'AuthProvider')).to.deep.equal([
        { type: 'AuthProvider', fullName: 'SelfCallout2', change: 'created' },
      ]);
      expect(events.filter((event) => event.kind === 'warning' && event.notice.id === 'suffixBurnt')).to.have.length(1);
      expect(state.components.size).to.equal(before);
    });
  }

  it('L13: answers a burnt suffix, which only the deploy shows, with a free one, and keeps it', async () => {
    rig = await makeRig();
    for (const burnt of ['selfcallout', 'selfcallout2']) rig.emulator.state.vault.burntSuffixes.add(burnt);
    atBrowser(rig, (url) => human(rig).consent(url));
    const { report, events } = await rig.setup({ method: 'auth-provider', browser: true });
    expect(report.outcome, JSON.stringify(report.checks)).to.equal('proven');
    expect(report.components.find(({ type }) => type === 'AuthProvider')?.fullName).to.equal('SelfCallout3');
    const told = events.flatMap((event) => (event.kind === 'warning' ? [event.notice] : []));
    expect(told.filter(({ id }) => id === 'suffixBurnt').map(({ data }) => data)).to.deep.equal([
      ['SelfCallout', 'SelfCallout2'],
      ['SelfCallout2', 'SelfCallout3'],
    ]);
    const second = (await rig.setup({ method: 'auth-provider', browser: true })).report;
    expect([second.outcome, second.run, second.deploys]).to.deep.equal(['proven', 2, []]);
  });

  it('L28: explains, waits for and verifies the step by hand of the classic recipe', async () => {
    rig = await makeRig({ switches: { connectedAppCreation: 'allowed' } });
    const choice = { method: 'auth-provider', appType: 'connected-app', credentialType: 'legacy' };
    atBrowser(rig, (url) => human(rig).consent(url));
    const { report, events } = await rig.setup({ ...choice, browser: true });
    expect([report.outcome, report.authorization], JSON.stringify(report.checks)).to.deep.equal([
      'proven',
      { status: 'Configured', how: 'byHand' },
    ]);
    expect(consentsOf(events)[0]?.url).to.include('/lightning/setup/NamedCredential/page?address=');
    expect((await rig.setup(choice)).report).to.include({ outcome: 'proven', run: 2 });
  });

  it('L01: says that no Connected App can be created before anything is changed', async () => {
    rig = await makeRig();
    const before = rig.emulator.state.components.size;
    const choice = { method: 'auth-provider', appType: 'connected-app', credentialType: 'legacy' };
    try {
      await rig.setup(choice);
      expect.fail('nothing was refused');
    } catch (error) {
      expect(failureOf(error)?.kind).to.equal('ConnectedAppRefused');
    }
    expect(rig.emulator.state.components.size).to.equal(before);
  });

  it('tells the URL where no browser is to be opened, and it logs nobody in', async () => {
    rig = await makeRig();
    const opened = atBrowser(rig, () => Promise.resolve());
    const { report, events } = await rig.setup({ method: 'auth-provider', waitMs: 4_000 });
    expect(opened).to.deep.equal([]);
    const [asked] = consentsOf(events);
    expect(asked).to.include({ browser: 'off', hasKeys: false });
    expect(report.outcome).to.equal('pending');
    expect(report.authorization.status).to.equal('NotConfigured');
    expect(await makeHuman('nobody', 'nothing').consent(asked?.url ?? '')).to.include('Please check your username');
    await human(rig).consent(asked?.url ?? '');
    expect((await rig.setup({ method: 'auth-provider' })).report).to.include({ outcome: 'proven' });
  });

  /** The person at the terminal says it as soon as they are asked. */
  const saying = (rig: Rig, problem: ConsentProblem): void => {
    rig.ports.person = { whyNoConsent: () => Promise.resolve(problem) };
  };
  const longWait = { method: 'auth-provider', browser: true, waitMs: 900_000 };

  for (const [problem, act] of [
    ['ConsentPageClosed', () => Promise.resolve('')],
    ['ConsentDenied', (url: string) => human(rig).consent(url, 'deny')],
  ] as const) {
    it(`ends at once with ${problem} when the person at the terminal says so, and a second run asks again`, async () => {
      rig = await makeRig();
      atBrowser(rig, act);
      saying(rig, problem);
      const { report } = await rig.setup(longWait);
      expect(report.outcome).to.equal('pending');
      expect(report.authorization).to.deep.equal({ status: 'NotConfigured', how: 'consent', problem });
      expect(rig.clock.slept).to.be.below(60_000);
      atBrowser(rig, (url) => human(rig).consent(url));
      const second = (await rig.setup({ method: 'auth-provider', browser: true })).report;
      expect([second.outcome, second.deploys]).to.deep.equal(['proven', []]);
    });
  }

  it('takes the consent that came before the person said that it would not', async () => {
    rig = await makeRig();
    atBrowser(rig, (url) => human(rig).consent(url));
    saying(rig, 'ConsentPageClosed');
    expect((await rig.setup(longWait)).report.outcome).to.equal('proven');
  });

  it('ends with ConsentTimedOut when the time is over, and counts it down', async () => {
    rig = await makeRig();
    atBrowser(rig, () => Promise.resolve());
    const { report, events } = await rig.setup({ method: 'auth-provider', browser: true, waitMs: 9_000 });
    expect(report.authorization.problem).to.equal('ConsentTimedOut');
    const left = events.flatMap((event) => (event.kind === 'countdown' ? [event.secondsLeft] : []));
    expect([left[0], left.at(-1)]).to.deep.equal([9, 1]);
  });

  it('waits for deploys, and not for a consent, where nobody is there to give it', async () => {
    rig = await makeRig();
    rig.emulator.state.switches.jobMs = 5000;
    const { report, events } = await rig.setup({ method: 'auth-provider', unattended: true, waitMs: 600_000 });
    expect([report.outcome, report.authorization.problem]).to.deep.equal(['pending', 'ConsentTimedOut']);
    expect(report.deploys.map(({ status }) => status)).to.deep.equal(['Succeeded', 'Succeeded']);
    expect(consentsOf(events)[0]).to.include({ minutes: 0, browser: 'off' });
    expect(events.filter(({ kind }) => kind === 'countdown')).to.deep.equal([]);
  });

  it('says that nothing could open the page', async () => {
    rig = await makeRig();
    rig.ports.browser = { open: () => Promise.resolve(false) };
    const { events } = await rig.setup({ method: 'auth-provider', browser: true, waitMs: 1 });
    expect(consentsOf(events)[0]?.browser).to.equal('failed');
  });

  const OTHER = 'other@selfcallout.example';

  /** Another user is logged in at the browser, where this login cannot open a session of its own. */
  const otherAtBrowser = (rig: Rig, pages: string[] = []): void => {
    rig.ports.org = { ...rig.ports.org, singleAccessUrl: () => Promise.resolve(undefined) };
    const other = makeHuman(OTHER, addUser(rig.emulator, OTHER));
    atBrowser(rig, async (url) => pages.push(await other.consent(url)));
  };

  it('L26: the org takes the consent from no other user, and the person says ConsentWrongUser', async () => {
    rig = await makeRig();
    const pages: string[] = [];
    otherAtBrowser(rig, pages);
    saying(rig, 'ConsentWrongUser');
    const { report } = await rig.setup(longWait);
    expect(pages[0]).to.include('another user began this authentication');
    expect(report.authorization.problem).to.equal('ConsentWrongUser');
  });

  for (const method of ['auth-provider', 'identity-provider']) {
    it(`L26: ends with ConsentWrongUser where the org takes it from anybody, and drops those tokens (${method})`, async () => {
      rig = await makeRig({ switches: { consentBoundToUser: false } });
      otherAtBrowser(rig);
      const { report } = await rig.setup({ ...longWait, method });
      expect(report.outcome).to.equal('pending');
      expect(report.authorization).to.deep.equal({
        status: 'NotConfigured',
        how: 'consent',
        problem: 'ConsentWrongUser',
        consentedBy: OTHER,
      });
      expect(rig.emulator.state.credentials).to.deep.equal([]);
      atBrowser(rig, (url) => human(rig).consent(url));
      expect((await rig.setup({ method, browser: true })).report.outcome).to.equal('proven');
    });
  }

  it('L28: ends with ConsentWrongUser where another user saved the legacy credential', async () => {
    rig = await makeRig({ switches: { connectedAppCreation: 'allowed' } });
    rig.ports.org = { ...rig.ports.org, singleAccessUrl: () => Promise.resolve(undefined) };
    const other = makeHuman(OTHER, addUser(rig.emulator, OTHER));
    atBrowser(rig, (url) => other.consent(url));
    const legacy = { method: 'auth-provider', appType: 'connected-app', credentialType: 'legacy' };
    const { report } = await rig.setup({ ...legacy, browser: true });
    expect(report.outcome).to.equal('pending');
    // Nobody but a person can take its tokens away.
    expect(report.authorization).to.include({ status: 'Configured', problem: 'ConsentWrongUser', consentedBy: OTHER });
  });

  it('L19, L12: says what to switch on where the org made a key of its own for an Auth Provider, and goes on then', async () => {
    rig = await makeRig({ switches: { ecaSecretOnDeploy: 'ignored' } });
    atBrowser(rig, (url) => human(rig).consent(url));
    try {
      await rig.setup({ method: 'auth-provider', browser: true });
      expect.fail('nothing was refused');
    } catch (error) {
      expect(failureOf(error)?.kind).to.equal('SecretReadBackOff');
    }
    await openSecrets();
    const { report } = await rig.setup({ method: 'auth-provider', browser: true });
    expect(report.outcome, JSON.stringify(report.checks)).to.equal('proven');
    expect(report.components.find(({ type }) => type === 'AuthProvider')?.fullName).to.equal('SelfCallout2');
    const third = await rig.setup({ method: 'auth-provider' });
    expect([third.report.outcome, third.report.run, third.report.deploys]).to.deep.equal(['proven', 2, []]);
    const told = third.events.flatMap((event) => (event.kind === 'warning' ? [event.notice] : []));
    expect(told).to.deep.include({ id: 'superfluous', data: ['AuthProvider', 'SelfCallout'] });
  });

  for (const more of [{}, { principalType: 'per-user' }, { credentialType: 'legacy' }] as const) {
    it(`L19, L13: puts the key that the org made into another Auth Provider: ${Object.values(more).join('')}`, async () => {
      rig = await makeRig({ switches: { ecaSecretOnDeploy: 'ignored' } });
      await openSecrets();
      atBrowser(rig, (url) => human(rig).consent(url));
      const { report } = await rig.setup({ method: 'auth-provider', ...more, browser: true });
      expect(report.outcome, JSON.stringify(report.checks)).to.equal('proven');
      expect((await rig.setup({ method: 'auth-provider', ...more })).report).to.include({ outcome: 'proven', run: 2 });
    });
  }

  it('L19, L11: takes over the key and secret that the org made, with an identity provider', async () => {
    rig = await makeRig({ switches: { ecaSecretOnDeploy: 'ignored' } });
    await openSecrets();
    atBrowser(rig, (url) => human(rig).consent(url));
    const { report } = await rig.setup({ method: 'identity-provider', browser: true });
    expect(report.outcome, JSON.stringify(report.checks)).to.equal('proven');
  });

  it('names every Auth Provider that a switch of methods leaves, and none of another loopback', async () => {
    rig = await makeRig();
    rig.emulator.state.vault.burntSuffixes.add('selfcallout');
    atBrowser(rig, (url) => human(rig).consent(url));
    await rig.setup({ method: 'auth-provider', browser: true });
    await rig.setup({ name: 'SelfCallout3', method: 'auth-provider', browser: true });
    const { events, report } = await rig.setup({ method: 'visualforce' });
    expect(report.outcome).to.equal('proven');
    const left = events.flatMap((event) =>
      event.kind === 'warning' && event.notice.id === 'superfluous' ? [event.notice.data] : [],
    );
    expect(left.filter(([type]) => type === 'AuthProvider')).to.deep.equal([['AuthProvider', 'SelfCallout2']]);
  });

  it('never tells key, secret or tokens', async () => {
    rig = await makeRig();
    atBrowser(rig, (url) => human(rig).consent(url));
    const told = JSON.stringify(await rig.setup({ method: 'identity-provider', browser: true }));
    for (const { secret } of rig.pairs) expect(told).not.to.contain(secret);
  });
});
