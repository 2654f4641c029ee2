import { expect } from 'chai';
import type { SfError } from '@salesforce/core';
import { addressed } from '../../src/cli/addressed.ts';
import { toSfError } from '../../src/cli/failures.ts';
import { nextAfterSetup } from '../../src/cli/nextCommand.ts';
import { verifyPipeline } from '../../src/stages/verifyPipeline.ts';
import { QUICK_CHECKS } from '../../src/core/verify/checks.ts';
import { contextOf } from '../../src/core/verify/contexts.ts';
import { componentOf, textOf } from '../../src/emulator/state/components.ts';
import type { RequestRecord, Row } from '../../src/emulator/state/orgState.ts';
import { collect, makeRig, type Rig } from './support.ts';

type Ending = { name: string; message: string; actions: string[]; status: number };

const about = { org: 'admin@selfcallout.example', name: 'SelfCallout' };

/** How a command would end: the error in words, or the report's outcome and next command. */
const endingOf = async (
  run: () => Promise<{ outcome: string; why?: string; next?: string | undefined }>,
): Promise<Ending> => {
  try {
    const { outcome, why = '', next } = await addressed(about, run);
    return {
      name: outcome,
      message: why,
      actions: next === undefined ? [] : [next],
      status: outcome === 'pending' ? 69 : 1,
    };
  } catch (error) {
    const { name, message, actions = [], exitCode } = toSfError(error) as SfError;
    return { name, message, actions, status: exitCode };
  }
};

const setupEnding = (rig: Rig, input: Parameters<Rig['setup']>[0] = {}): Promise<Ending> =>
  endingOf(async () => {
    const { report } = await rig.setup(input);
    const why = report.checks.find(({ ok, control }) => ok === false && !control)?.why ?? '';
    return { outcome: report.outcome, why, next: nextAfterSetup(report) };
  });

const verifyEnding = (rig: Rig): Promise<Ending> =>
  endingOf(async () => {
    const { report } = await collect(
      verifyPipeline(
        { name: 'SelfCallout', contexts: [contextOf('anonymous')], checks: QUICK_CHECKS, waitMs: 0 },
        rig.ports,
        new AbortController().signal,
      ),
    );
    const why = report.checks.find(({ ok, control }) => ok === false && !control)?.why ?? '';
    return { outcome: report.outcome, why, ...(report.next === undefined ? {} : { next: report.next }) };
  });

const rowOf = (rig: Rig, object: string, field: string, value: string): Row => {
  const row = rig.emulator.state.records.get(object)?.find((candidate) => candidate[field] === value);
  if (!row) throw new Error(`no ${object} with ${field} ${value}`);
  return row;
};

const setText = (rig: Rig, type: string, fullName: string, element: string, text: string): void => {
  const node = componentOf(rig.emulator.state, type, fullName)?.xml.children[element]?.[0];
  if (!node) throw new Error(`no ${element} in ${type} ${fullName}`);
  node.text = text;
};

const revokeSession = (rig: Rig): void => rig.emulator.state.sessions.clear();

/** What is broken, how, and how the command then ends. */
type Break = {
  what: string;
  /** Name of the ending, a word of its message, and how its next command starts. */
  ends: readonly [name: string, message: RegExp, action: RegExp];
  onResponse?: (record: RequestRecord, close: () => Promise<void>) => void | Promise<void>;
  run: (rig: Rig) => Promise<Ending>;
};

const breaks: readonly Break[] = [
  {
    what: 'a CLI user without Customize Application',
    ends: ['MissingPermissions', /CustomizeApplication/, /sf org assign permset/],
    run: (rig) => {
      rowOf(rig, 'Profile', 'Name', 'System Administrator')['PermissionsCustomizeApplication'] = false;
      return setupEnding(rig);
    },
  },
  {
    what: 'no run-as user',
    ends: ['RunAsUserNotFound', /nobody@example\.com/, /--run-as/],
    run: (rig) => setupEnding(rig, { runAs: 'nobody@example.com' }),
  },
  {
    what: 'a run-as user who is not active',
    ends: ['RunAsUserInactive', /not active/, /--run-as/],
    run: (rig) => {
      rowOf(rig, 'User', 'Username', 'integration@selfcallout.example')['IsActive'] = false;
      return setupEnding(rig, { runAs: 'integration@selfcallout.example' });
    },
  },
  {
    what: 'a run-as user without API access',
    ends: ['RunAsUserWithoutApi', /permission to use the API/, /--run-as/],
    run: (rig) => setupEnding(rig, { runAs: 'autoproc@selfcallout.example' }),
  },
  {
    what: 'an assignee who is not there',
    ends: ['AssigneeNotFound', /nobody@example\.com/, /sf data query/],
    run: (rig) => setupEnding(rig, { assignTo: ['nobody@example.com'] }),
  },
  {
    what: 'an org with a namespace',
    ends: ['NamespacedOrg', /acme/, /sf org list/],
    run: (rig) => {
      rig.emulator.state.org.namespacePrefix = 'acme';
      for (const row of rig.emulator.state.records.get('Organization') ?? []) row['NamespacePrefix'] = 'acme';
      return setupEnding(rig);
    },
  },
  {
    what: 'principal access revoked',
    ends: ['notProven', /may not use the principal/, /sf org assign permset/],
    run: async (rig) => {
      await rig.setup();
      rig.emulator.state.records.set('PermissionSetAssignment', []);
      return verifyEnding(rig);
    },
  },
  {
    what: 'a wrong secret',
    ends: ['notProven', /stored secret is not the one of the app/, /sf selfcallout setup/],
    run: async (rig) => {
      await rig.setup();
      const secret = rig.emulator.state.credentials[0]?.values['clientSecret'];
      if (secret) secret.value = 'x'.repeat(64);
      delete rig.emulator.state.credentials[0]?.accessToken;
      return verifyEnding(rig);
    },
  },
  {
    what: 'a wrong secret that the org does not give out',
    ends: ['SecretReadBackOff', /consumer secrets via REST API/, /sf org open/],
    run: async (rig) => {
      await rig.setup();
      for (const consumer of rig.emulator.state.consumers) consumer.secret = 'x'.repeat(64);
      delete rig.emulator.state.credentials[0]?.accessToken;
      return setupEnding(rig);
    },
  },
  {
    what: 'a key that the org does not know, some time after the app was made',
    ends: ['SecretReadBackOff', /consumer secrets via REST API/, /sf org open/],
    run: async (rig) => {
      await rig.setup();
      for (const consumer of rig.emulator.state.consumers) consumer.key = 'x'.repeat(64);
      delete rig.emulator.state.credentials[0]?.accessToken;
      await rig.clock.sleep(3_600_000, new AbortController().signal);
      return setupEnding(rig);
    },
  },
  {
    what: 'an External Client App that an administrator disabled',
    ends: ['notProven', /disabled/, /sf selfcallout setup/],
    run: async (rig) => {
      await rig.setup();
      setText(rig, 'ExtlClntAppConfigurablePolicies', 'SelfCallout_plcy', 'isEnabled', 'false');
      delete rig.emulator.state.credentials[0]?.accessToken;
      return verifyEnding(rig);
    },
  },
  {
    what: 'a deploy that the org rejects',
    ends: ['DeployRejected', /NamedCredential SelfCallout/, /sf project deploy report/],
    run: (rig) => {
      // An administrator's component that the plugin's refers to in vain.
      const files = rig.ports.templates as Map<string, string>;
      const path = [...files.keys()].find((name) => name.includes('namedCredentials/')) ?? '';
      rig.ports.templates = new Map([
        ...files,
        [path, (files.get(path) ?? '').replace('SecuredEndpoint', 'NoSuchType')],
      ]);
      return setupEnding(rig);
    },
  },
  {
    what: 'Apex that does not compile',
    ends: ['DeployRejected', /ApexClass SelfCallout \(\d+:\d+\)/, /sf project deploy report/],
    run: (rig) => {
      const files = rig.ports.templates as Map<string, string>;
      const path = [...files.keys()].find((name) => name.endsWith('/SelfCallout.cls.hbs')) ?? '';
      rig.ports.templates = new Map([
        ...files,
        [path, (files.get(path) ?? '').replace(/^}/m, '  Nonsense nonsense = 1 +;\n}')],
      ]);
      return setupEnding(rig);
    },
  },
  {
    what: 'a server that goes away in mid-deploy',
    ends: ['DeployInterrupted', /went away/, /sf selfcallout setup/],
    onResponse: async ({ operation }, close) => {
      if (operation === 'deploy') await close();
    },
    run: (rig) => setupEnding(rig),
  },
  {
    what: 'an expired CLI token',
    ends: ['SessionExpired', /expired/, /sf org login web/],
    run: (rig) => {
      revokeSession(rig);
      return setupEnding(rig);
    },
  },
  {
    what: 'a closed port',
    ends: ['OrgUnreachable', /cannot be reached/, /sf org display/],
    run: async (rig) => {
      await rig.stop();
      return setupEnding(rig);
    },
  },
  {
    what: 'an app that is not known in time',
    ends: ['pending', /^$/, /sf selfcallout verify/],
    run: (rig) => {
      rig.emulator.state.switches.propagationMs = 600_000;
      return setupEnding(rig);
    },
  },
  {
    what: 'an API version that the org lacks',
    ends: ['ApiVersionTooHigh', /66\.0/, /sf selfcallout setup/],
    run: (rig) => {
      rig.emulator.state.org.apiVersions = ['60.0', '61.0'];
      return setupEnding(rig);
    },
  },
  {
    what: 'no probe in the org',
    ends: ['ProbeMissing', /SelfCalloutProbe/, /sf selfcallout setup/],
    run: (rig) => verifyEnding(rig),
  },
  {
    what: 'a class of the same name that somebody else made',
    ends: ['NameTaken', /ApexClass SelfCallout/, /--name/],
    run: async (rig) => {
      await rig.setup();
      const found = componentOf(rig.emulator.state, 'ApexClass', 'SelfCallout');
      if (found) {
        found.body = 'public class SelfCallout {}';
        found.files = new Map(
          [...found.files].map(([path, bytes]) => [
            path,
            path.endsWith('.cls') ? Buffer.from(found.body ?? '') : bytes,
          ]),
        );
      }
      return setupEnding(rig);
    },
  },
];

describe('setup and verify, one thing broken at a time', () => {
  for (const { what, ends, run, onResponse } of breaks) {
    it(`${what}: ${ends[0]}`, async () => {
      const stop = { now: (): Promise<void> => Promise.resolve() };
      const rig = await makeRig(onResponse ? { onResponse: (record) => onResponse(record, () => stop.now()) } : {});
      stop.now = rig.stop;
      try {
        const { name, message, actions } = await run(rig);
        expect(name, message).to.equal(ends[0]);
        expect(message).to.match(ends[1]);
        expect(actions[0] ?? '').to.match(ends[2]);
        expect(`${message} ${actions.join(' ')}`).not.to.match(/%\w+%|undefined|\[object/);
        for (const { secret } of rig.pairs) expect(message + actions.join()).not.to.contain(secret);
      } finally {
        await rig.close();
      }
    });
  }

  it('an External Client App that was disabled is enabled by setup again', async () => {
    const rig = await makeRig();
    try {
      await rig.setup();
      setText(rig, 'ExtlClntAppConfigurablePolicies', 'SelfCallout_plcy', 'isEnabled', 'false');
      const { report, events } = await rig.setup();
      expect(report.outcome).to.equal('proven');
      expect(
        events.some((event) => event.kind === 'warning' && event.notice.data.includes('SelfCallout_plcy')),
      ).to.equal(true);
      const policy = componentOf(rig.emulator.state, 'ExtlClntAppConfigurablePolicies', 'SelfCallout_plcy');
      expect(policy && textOf(policy.xml, 'isEnabled')).to.equal('true');
    } finally {
      await rig.close();
    }
  });
});
