import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import type { VerifyReport } from '../../src/core/report.ts';
import { CHECKS } from '../../src/core/verify/checks.ts';
import { contextOf } from '../../src/core/verify/contexts.ts';
import type { EmulatorOptions } from '../../src/emulator/emulator.ts';
import { componentOf } from '../../src/emulator/state/components.ts';
import type { OrgState } from '../../src/emulator/state/orgState.ts';
import { verifyPipeline } from '../../src/stages/verifyPipeline.ts';
import { collect, makeRig, type FakeClock, type Rig } from './support.ts';

/** Ten times as fast as the wall's: a log that does not come is waited for. */
const began = Date.now();
const fastClock: FakeClock = {
  slept: 0,
  now: () => began + (Date.now() - began) * 10,
  sleep: async (ms, signal) => {
    await delay(ms / 10, undefined, { signal }).catch(() => signal.throwIfAborted());
  },
};

/** Somebody edits a generated class in the org. */
const edit = (state: OrgState, name: string, from: string, to: string): void => {
  const stored = componentOf(state, 'ApexClass', name);
  if (!stored?.body?.includes(from)) throw new Error(`${name} has no ${from}`);
  stored.body = stored.body.replace(from, to);
};

const failIn = (context: string) => (state: OrgState) =>
  edit(
    state,
    'SelfCalloutProbe',
    "Row first = new Row('begin', context);",
    `if (context == '${context}') { Object o = 1; String s = (String) o; } Row first = new Row('begin', context);`,
  );

/** Takes every permission set from everybody. */
const unassign = (state: OrgState): void => void state.records.set('PermissionSetAssignment', []);

const ACTION = `@InvocableMethod(
        label='Prove SelfCallout'
        description='Calls the APIs of this org through SelfCallout and says what came back. It only reads.'
        category='API'
        callout=true
    )`;

type Red = {
  what: string;
  context: string;
  breaks: (state: OrgState) => void;
  /** Not before the user is traced. */
  once?: 'traced';
  state: VerifyReport['contexts'][number]['state'];
  ok: VerifyReport['checks'][number]['ok'];
  why: RegExp;
  next: RegExp;
};

const RED: Red[] = [
  ...['queueable', 'batch', 'future', 'scheduled'].map((context): Red => ({
    what: 'its job fails',
    context,
    breaks: failIn(context),
    state: 'ran',
    ok: false,
    why: /^Its job 707\w+ ended .*Invalid conversion/,
    next: /^sf selfcallout verify /,
  })),
  ...['queueable', 'batch', 'future', 'scheduled'].map((context): Red => ({
    what: 'no log of its job comes',
    context,
    once: 'traced',
    breaks: (state) => (state.traceFlags = []),
    state: 'notReachable',
    ok: 'notReachable',
    why: /no debug log of it came/,
    next: /^sf selfcallout verify /,
  })),
  {
    what: 'its method is not declared to call out',
    context: 'future',
    breaks: (state) => edit(state, 'SelfCalloutJobs', '@Future(callout=true)', '@Future'),
    state: 'ran',
    ok: false,
    why: /no longer declared to call out.*Callout not allowed/,
    next: /^sf selfcallout setup /,
  },
  {
    what: 'its class is not declared to call out',
    context: 'queueable',
    breaks: (state) =>
      edit(state, 'SelfCalloutJobs', 'implements Queueable, Database.AllowsCallouts', 'implements Queueable'),
    state: 'ran',
    ok: false,
    why: /no longer declared to call out.*Callout not allowed/,
    next: /^sf selfcallout setup /,
  },
  ...['anonymous', 'queueable', 'batch', 'scheduled', 'future', 'invocable', 'lightning'].map((context): Red => ({
    what: 'its user has no access to the principal',
    context,
    breaks: unassign,
    state: 'ran',
    ok: false,
    why: /may not use the principal of external credential SelfCallout/,
    next: /^sf org assign permset --name SelfCallout /,
  })),
  {
    what: 'the login has no scope web',
    context: 'lightning',
    breaks: (state) => {
      for (const session of state.sessions.values()) session.scopes = ['api'];
    },
    state: 'notReachable',
    ok: 'notReachable',
    why: /^Lightning cannot be reached from here/,
    next: /^sf org open /,
  },
  {
    what: 'the class does not know the method',
    context: 'lightning',
    breaks: (state) => edit(state, 'SelfCalloutProbe', '@AuraEnabled', ''),
    state: 'notReachable',
    ok: 'notReachable',
    why: /^Lightning cannot be reached from here/,
    next: /^sf org open /,
  },
  {
    what: 'the class has no action',
    context: 'invocable',
    breaks: (state) => edit(state, 'SelfCalloutProbe', ACTION, ''),
    state: 'ran',
    ok: false,
    why: /did not run/,
    next: /^sf /,
  },
];

describe('a context that cannot be proven', function () {
  this.timeout(60_000);
  let rig: Rig | undefined;
  afterEach(() => rig?.close());

  for (const { what, context, breaks, once, ...expected } of RED)
    it(`is told so where ${what}: ${context}`, async () => {
      let armed = false;
      const options: EmulatorOptions = {
        onResponse: () => {
          if (!armed || !rig || rig.emulator.state.traceFlags.length === 0) return;
          armed = false;
          breaks(rig.emulator.state);
        },
      };
      rig = await makeRig(options, '66.0', fastClock);
      await rig.setup();
      if (once) armed = true;
      else breaks(rig.emulator.state);
      const { report } = await collect(
        verifyPipeline(
          { name: 'SelfCallout', contexts: [contextOf(context)], checks: CHECKS, waitMs: 60_000 },
          rig.ports,
          new AbortController().signal,
        ),
      );
      const { state, why, next, ...first } = report.contexts[0] ?? { state: undefined };
      expect(state, JSON.stringify(first)).to.equal(expected.state);
      const rows = report.checks.filter(({ control }) => !control);
      expect(new Set(rows.map(({ ok }) => ok))).to.deep.equal(new Set([expected.ok]));
      expect(why ?? rows[0]?.why).to.match(expected.why);
      expect(next ?? rows[0]?.next).to.match(expected.next);
      expect(report.outcome).to.equal('notProven');
      const { traceFlags, debugLevels, cronTriggers } = rig.emulator.state;
      expect([traceFlags, debugLevels, cronTriggers]).to.deep.equal([[], [], []]);
    });
});
