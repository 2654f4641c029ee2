import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { SetupReport } from '../../src/core/report.ts';
import { componentOf } from '../../src/emulator/state/components.ts';
import type { EmulatorOptions } from '../../src/emulator/emulator.ts';
import type { OrgState } from '../../src/emulator/state/orgState.ts';
import { runCli, type CliRun } from '../support/cli.ts';
import { startOrg, type TestOrg } from '../support/org.ts';
import { setUp } from '../support/setUp.ts';
import { filesWith, secretsOf } from '../support/secrecy.ts';

type Ending = {
  exit: number;
  /** Name of the error; of a report, its outcome. */
  name: string;
  message: RegExp;
  next: RegExp;
};

type Break = {
  what: string;
  options?: EmulatorOptions;
  /** A loopback is set up first, and this then breaks it. */
  afterSetup?: (org: TestOrg) => void | Promise<void>;
  /** Breaks the org before anything is set up. */
  before?: (org: TestOrg) => void | Promise<void>;
  args: string[];
  ending: Ending;
  /** What a person reads besides. */
  text?: RegExp;
};

const setup = ['selfcallout', 'setup', '--target-org', 'org'];
const verify = ['selfcallout', 'verify', '--target-org', 'org'];

const profileOf = (state: OrgState, name: string): string =>
  String((state.records.get('Profile') ?? []).find((row) => row['Name'] === name)?.['Id']);

/** Takes a permission from a profile and from the permission set behind it. */
const takeFromProfile = (state: OrgState, name: string, permission: string): void => {
  const id = profileOf(state, name);
  for (const row of state.records.get('Profile') ?? []) if (row['Id'] === id) row[`Permissions${permission}`] = false;
  for (const row of state.records.get('PermissionSet') ?? []) {
    if (row['ProfileId'] === id) row[`Permissions${permission}`] = false;
  }
};

const setElement = (state: OrgState, type: string, fullName: string, element: string, text: string): void => {
  const node = componentOf(state, type, fullName)?.xml.children[element]?.[0];
  if (!node) throw new Error(`${type} ${fullName} has no ${element}`);
  node.text = text;
};

const breaks: Break[] = [
  {
    what: 'a CLI user without Customize Application',
    before: ({ emulator }) => takeFromProfile(emulator.state, 'System Administrator', 'CustomizeApplication'),
    args: setup,
    ending: {
      exit: 1,
      name: 'MissingPermissions',
      message: /CustomizeApplication.*Nothing was changed/,
      next: /sf org assign permset/,
    },
  },
  {
    what: 'a run-as user with API access only',
    args: [...setup, '--run-as', 'integration@selfcallout.example'],
    ending: { exit: 0, name: 'proven', message: /lacks a permission that this API needs/, next: /--run-as/ },
  },
  {
    what: 'a run-as user without API access',
    before: ({ emulator }) => takeFromProfile(emulator.state, 'Minimum Access - API Only Integrations', 'ApiEnabled'),
    args: [...setup, '--run-as', 'integration@selfcallout.example'],
    ending: {
      exit: 1,
      name: 'RunAsUserWithoutApi',
      message: /integration@selfcallout\.example/,
      next: /sf selfcallout setup .*--run-as/,
    },
  },
  {
    what: 'principal access revoked',
    afterSetup: ({ emulator }) => void emulator.state.records.set('PermissionSetAssignment', []),
    args: verify,
    ending: {
      exit: 1,
      name: 'notProven',
      message: /may not use the principal of external credential SelfCallout/,
      next: /sf org assign permset --name SelfCallout/,
    },
  },
  {
    what: 'a wrong secret',
    afterSetup: ({ emulator }) => {
      const { state } = emulator;
      for (const consumer of state.consumers) consumer.secret = state.newSecret(64);
      for (const credential of state.credentials) delete credential.accessToken;
    },
    args: verify,
    ending: {
      exit: 1,
      name: 'notProven',
      message: /stored secret is not the one of the app/,
      next: /sf selfcallout setup/,
    },
  },
  {
    what: 'a wrong secret that the org does not give out',
    afterSetup: ({ emulator }) => {
      const { state } = emulator;
      for (const consumer of state.consumers) consumer.secret = state.newSecret(64);
      for (const credential of state.credentials) delete credential.accessToken;
    },
    args: setup,
    ending: {
      exit: 1,
      name: 'SecretReadBackOff',
      message: /Allow access to External Client App consumer secrets via REST API/,
      next: /sf org open .*ExternalClientAppSettings|sf org open --path \/lightning\/setup\/ExternalClientApplicationSettings/,
    },
  },
  {
    what: 'an app that the org knows after five seconds only',
    options: { switches: { propagationMs: 5_000 } },
    args: setup,
    ending: { exit: 0, name: 'proven', message: /^proven$/, next: /^$/ },
    text: /Waiting until the org knows the app/,
  },
  {
    what: 'an app that the org does not know in time',
    options: { switches: { propagationMs: 3_600_000 } },
    args: [...setup, '--wait', '0'],
    ending: { exit: 69, name: 'pending', message: /./, next: /sf selfcallout (verify|setup)/ },
  },
  {
    what: 'no run-as user',
    args: [...setup, '--run-as', 'nobody@selfcallout.example'],
    ending: {
      exit: 1,
      name: 'RunAsUserNotFound',
      message: /nobody@selfcallout\.example.*Nothing was changed/,
      next: /sf selfcallout setup .*--run-as/,
    },
  },
  {
    what: 'an External Client App that was disabled',
    afterSetup: ({ emulator }) => {
      setElement(emulator.state, 'ExtlClntAppConfigurablePolicies', 'SelfCallout_plcy', 'isEnabled', 'false');
      for (const credential of emulator.state.credentials) delete credential.accessToken;
    },
    args: verify,
    ending: { exit: 1, name: 'notProven', message: /disabled or blocked/, next: /sf selfcallout setup/ },
  },
  {
    what: 'a deploy that the org rejects',
    options: { switches: { runAsUserApiOnly: true } },
    args: setup,
    ending: { exit: 1, name: 'DeployRejected', message: /execution user/i, next: /sf project deploy report/ },
  },
  {
    what: 'a server that goes away in mid-deploy',
    before: (org) => {
      const { state } = org.emulator;
      const timer = setInterval(() => {
        if (!state.requests.some(({ operation }) => operation === 'deploy')) return;
        clearInterval(timer);
        void org.stop();
      }, 1);
    },
    args: setup,
    ending: {
      exit: 1,
      name: 'DeployInterrupted',
      message: /went away during the deployment/,
      next: /sf selfcallout setup/,
    },
  },
  {
    what: 'an expired token of the CLI',
    before: ({ emulator }) => emulator.state.sessions.clear(),
    args: setup,
    ending: { exit: 1, name: 'SessionExpired', message: /expired or was revoked/, next: /sf org login/ },
  },
  {
    what: 'a port that is closed',
    before: (org) => org.stop(),
    args: setup,
    ending: { exit: 1, name: 'OrgUnreachable', message: /ECONNREFUSED/, next: /sf org display/ },
  },
];

type Envelope = { name?: string; message?: string; actions?: string[]; warnings?: string[]; result?: SetupReport };

const endingOf = ({
  name,
  message = '',
  actions = [],
  result,
}: Envelope): Omit<Ending, 'exit' | 'message' | 'next'> & { message: string; next: string } => {
  if (!result?.outcome) return { name: name ?? '', message, next: actions.join('\n') };
  const why = result.checks.map((check) => check.why ?? '').join('\n');
  const next = [result.next ?? '', ...result.checks.map((check) => check.next ?? '')].filter(Boolean).join('\n');
  return { name: result.outcome, message: why.trim() || result.outcome, next };
};

describe('setup and verify with one thing broken', function () {
  this.timeout(120_000);
  let cwd = '';
  before(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'selfcallout-break-'));
  });
  after(() => rm(cwd, { recursive: true, force: true }));

  const run = async (row: Break, json: boolean): Promise<{ run: CliRun; leaks: string[] }> => {
    const org = await startOrg(row.options);
    try {
      if (row.afterSetup) {
        expect((await setUp(org)).outcome).to.equal('proven');
        await row.afterSetup(org);
      }
      await row.before?.(org);
      const result = await runCli(json ? [...row.args, '--json'] : row.args, org.home, cwd, { SF_LOG_LEVEL: 'trace' });
      const secrets = secretsOf(org.emulator.state);
      const leaks = await filesWith(org.home, secrets).catch((): string[] => []);
      if (secrets.some((secret) => result.stdout.includes(secret) || result.stderr.includes(secret)))
        leaks.push('output');
      return { run: result, leaks };
    } finally {
      await org.close();
    }
  };

  for (const row of breaks) {
    it(`tells ${row.what} by name, in words and with the next command`, async () => {
      const [asJson, asText] = await Promise.all([run(row, true), run(row, false)]);
      const envelope = JSON.parse(asJson.run.stdout) as Envelope;
      const ending = endingOf(envelope);
      expect(asJson.run.code, asJson.run.stdout).to.equal(row.ending.exit);
      expect(ending.name, asJson.run.stdout).to.equal(row.ending.name);
      expect(ending.message).to.match(row.ending.message);
      expect(ending.next).to.match(row.ending.next);
      expect(asText.run.code).to.equal(row.ending.exit);
      expect(asText.run.stdout + asText.run.stderr).not.to.match(/^\s+at .+:\d+:\d+\)?$/m);
      if (row.text) expect(asText.run.stdout).to.match(row.text);
      expect([...asJson.leaks, ...asText.leaks]).to.deep.equal([]);
      expect(await readdir(cwd), 'files left in the working folder').to.deep.equal([]);
    });
  }
});
