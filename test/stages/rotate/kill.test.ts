import { expect } from 'chai';
import { failureOf } from '../../../src/core/failure.ts';
import type { Method } from '../../../src/core/settings.ts';
import { componentsOf } from '../../../src/emulator/state/components.ts';
import { CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import { makeHuman } from '../../../scripts/human.ts';
import { keepState } from '../../support/keepState.ts';
import { openSecrets } from '../openSecrets.ts';
import { makeRig, type Rig } from '../support.ts';
import { rotate } from './support.ts';

const ways: ReadonlyArray<[string, Method, boolean]> = [
  ['staged', 'client-credentials', true],
  ['a second app', 'client-credentials', false],
  ['a second certificate', 'jwt-bearer', false],
];

type Moment = 'has arrived' | 'has been applied but not answered';

/** Both moments for one way; what makes the others different is what they change. */
const momentsOf = (what: string): readonly Moment[] => {
  const [arrived, applied] = ['has arrived', 'has been applied but not answered'] as const;
  if (what === 'staged') return [arrived, applied];
  return what === 'a second app' ? [applied] : [arrived];
};

/** A rig whose server goes away, once armed, at the n-th request of the client; each request takes a second. */
const killable = async (moment: Moment): Promise<{ rig: Rig; arm: (n: number) => void; strikes: () => number }> => {
  let left = 0;
  let strikes = 0;
  const strike = (record: { origin: string }): void => {
    if (record.origin !== 'client' || left === 0) return;
    left -= 1;
    if (left > 0) return;
    strikes += 1;
    throw new Error('the client is gone');
  };
  const made: { rig?: Rig } = {};
  const rig = await makeRig({
    onRequest: (record) => {
      if (made.rig) made.rig.clock.slept += 1_000;
      if (moment === 'has arrived') strike(record);
    },
    onResponse: (record) => {
      if (moment !== 'has arrived') strike(record);
    },
  });
  made.rig = rig;
  return { rig, arm: (n) => void (left = n), strikes: () => strikes };
};

const loop = "SelfCallout.get('/limits');";

describe('rotate killed at each of its requests in turn', function () {
  this.timeout(600_000);

  for (const [what, method, open] of ways) {
    for (const moment of momentsOf(what)) {
      it(`is completed by a second run when the request ${moment}: ${what}`, async () => {
        const { rig, arm, strikes } = await killable(moment);
        try {
          await rig.setup({ method });
          if (open) await openSecrets();
          let killed = 0;
          for (let n = 1; ; n += 1) {
            const before = strikes();
            arm(n);
            await rotate(rig).catch(() => undefined);
            arm(0);
            if (strikes() === before) break;
            killed += 1;
            const ran = await rig.ports.org.runAnonymous(loop, new AbortController().signal);
            expect(ran, `the loopback after a kill at request ${n}: ${ran.problem}`).to.include({ success: true });
            const { report } = await rotate(rig);
            expect(report, `after a kill at request ${n}`).to.deep.include({
              outcome: 'rotated',
              leftBehind: [],
            });
            const { consumers } = rig.emulator.state;
            expect(
              consumers.map(({ appName }) => appName),
              `apps after a kill at request ${n}`,
            ).to.deep.equal([report.app]);
            expect(consumers.map(({ staged }) => staged)).to.deep.equal([undefined]);
            const certificates = componentsOf(rig.emulator.state, 'Certificate').map(({ fullName }) => fullName);
            expect(certificates, `certificates after a kill at request ${n}`).to.deep.equal(
              method === 'jwt-bearer' ? [report.app] : [],
            );
          }
          expect(killed).to.be.at.least(10);
          const { report } = await rig.setup({ method });
          expect([report.outcome, report.run]).to.deep.equal(['proven', 2]);
        } finally {
          await rig.close();
        }
      });
    }
  }
});

describe('rotate with a new consent, killed at each of its requests in turn', function () {
  this.timeout(600_000);

  // Between the change of the credential and the consent nobody can call out: that is asked for before anything changes.
  for (const [what, method, open, moment] of [
    ['a second provider and app', 'auth-provider', false, 'has been applied but not answered'],
    ['a staged pair', 'identity-provider', true, 'has arrived'],
  ] as const) {
    it(`is completed by a second run when the request ${moment}: ${what}`, async () => {
      const { rig, arm, strikes } = await killable(moment);
      const { state } = rig.emulator;
      try {
        const human = makeHuman(CLI_USERNAME, rig.emulator.adminPassword);
        rig.ports.browser = { open: (url) => human.consent(url).then(() => true) };
        await rig.setup({ method, browser: true });
        if (open) await openSecrets();
        const putBack = keepState(state);
        let killed = 0;
        for (let n = 1; ; n += 1) {
          putBack();
          const before = strikes();
          arm(n);
          await rotate(rig).catch(() => undefined);
          arm(0);
          if (strikes() === before) break;
          killed += 1;
          const { report } = await rotate(rig);
          expect(report, `after a kill at request ${n}`).to.deep.include({ outcome: 'rotated', leftBehind: [] });
          expect(
            state.consumers.map(({ appName, staged }) => [appName, staged]),
            `apps after a kill at request ${n}`,
          ).to.deep.equal([[report.app, undefined]]);
          const providers = componentsOf(state, 'AuthProvider').map(({ fullName }) => fullName);
          expect(providers.length, `providers after a kill at request ${n}`).to.equal(
            method === 'auth-provider' ? 1 : 0,
          );
        }
        expect(killed).to.be.at.least(10);
        const { report } = await rig.setup({ method, browser: true });
        expect([report.outcome, report.run]).to.deep.equal(['proven', 2]);
      } finally {
        await rig.close();
      }
    });
  }
});

describe('two rotations at once', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  for (const [what, method, open] of ways) {
    it(`end in one right state or one clear refusal: ${what}`, async () => {
      rig = await makeRig();
      await rig.setup({ method });
      if (open) await openSecrets();
      const ends = await Promise.allSettled([rotate(rig), rotate(rig)]);
      const good = ends.filter((end) => end.status === 'fulfilled');
      expect(good.length, JSON.stringify(ends)).to.be.at.least(1);
      for (const end of ends) {
        if (end.status === 'rejected') {
          expect(failureOf(end.reason)?.kind).to.be.oneOf(['RotatedMeanwhile', 'SecretReadBackOff', 'DeployRejected']);
        } else expect(end.value.report.outcome).to.equal('rotated');
      }
      for (const [token, { consumerKey }] of rig.emulator.state.sessions) {
        if (rig.emulator.state.consumers.every(({ key }) => key !== consumerKey) && consumerKey !== undefined) {
          if (consumerKey !== 'PlatformCLI') rig.emulator.state.sessions.delete(token);
        }
      }
      const { report } = await rig.setup({ method });
      expect([report.outcome, report.deploys]).to.deep.equal(['proven', []]);
    });
  }
});
