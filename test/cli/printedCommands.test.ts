import { spawn } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { makeHuman } from '../../scripts/human.ts';
import { root } from '../../scripts/root.ts';
import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { listen, type Listening } from '../../src/emulator/server.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { openSession, type Session } from './session.ts';

const PROJECT = '{ "packageDirectories": [{ "path": "force-app", "default": true }] }\n';

type Ran = { code: number; stdout: string; stderr: string };

/** A command that does not come to its end, and what the one that it prints comes to. */
type Row = {
  what: string;
  method?: string;
  /** Commands before it, without `sf selfcallout` and the org. */
  before?: readonly string[];
  /** The command, without `sf selfcallout` and the org; `NAME` is the loopback's. */
  command: string;
  /** The org meanwhile, and once the command has ended. */
  during?: (emulator: Emulator) => void;
  then?: (emulator: Emulator) => void;
  /** Ctrl-C, when the org has got such a request. */
  interruptedAt?: string;
  exit: 1 | 69 | 130;
  /** What the command that is printed begins with. */
  prints: RegExp;
};

const slowJobs = ({ state }: Emulator): void => {
  state.switches.jobMs = 2500;
};
const unknownApps = ({ state }: Emulator): void => {
  state.switches.propagationMs = 3_600_000;
};
const known = ({ state }: Emulator): void => {
  state.switches.propagationMs = 0;
  for (const consumer of state.consumers) consumer.knownAt = 0;
};

const ROWS: readonly Row[] = [
  {
    what: 'setup --async',
    command: 'setup --name NAME --async',
    during: slowJobs,
    exit: 69,
    prints: /^sf selfcallout setup --name \w+ --target-org \S+$/,
  },
  {
    what: 'setup of an app that the org does not know in time',
    command: 'setup --name NAME --wait 0',
    during: unknownApps,
    then: known,
    exit: 69,
    prints: /^sf selfcallout verify /,
  },
  {
    what: 'setup, interrupted',
    command: `setup --name NAME --label "It's NAME"`,
    during: unknownApps,
    interruptedAt: 'client_credentials',
    then: known,
    exit: 130,
    prints: /^sf selfcallout setup .* --label 'It'\\''s \w+'$/,
  },
  {
    what: 'setup without a consent',
    command: 'setup --name NAME --method identity-provider --no-browser --wait 0',
    exit: 69,
    prints: /^sf selfcallout authorize .* --no-browser$/,
  },
  {
    what: 'authorize without a consent',
    before: ['setup --name NAME --method identity-provider --no-browser --wait 0'],
    command: 'authorize --name NAME --no-browser --wait 0',
    exit: 69,
    prints: /^sf selfcallout authorize .* --no-browser$/,
  },
  {
    what: 'verify of jobs that are not run in time',
    before: ['setup --name NAME'],
    command: 'verify --name NAME --context anonymous,scheduled --api rest-get --wait 0',
    exit: 69,
    prints: /^sf selfcallout verify .* --api rest-get --context scheduled --wait 10$/,
  },
  {
    what: 'upgrade --async',
    before: ['generate --name NAME --api-version 62.0', 'generate --name NAMETwo --api-version 62.0'],
    command: 'upgrade --async --api-version 66.0',
    during: slowJobs,
    exit: 69,
    prints: /^sf selfcallout upgrade --target-org \S+ --api-version 66\.0$/,
  },
  {
    what: 'rotate --async',
    before: ['setup --name NAME --method jwt-bearer'],
    command: 'rotate --name NAME --async --no-prompt',
    exit: 69,
    prints: /^sf selfcallout rotate .* --no-prompt$/,
  },
  {
    what: 'rotate --async where nobody could go on',
    before: ['setup --name NAME'],
    command: 'rotate --name NAME --async',
    exit: 1,
    prints: /^sf selfcallout rotate .* --wait 15$/,
  },
  {
    what: 'rotate where nobody can be asked',
    before: ['setup --name NAME --method identity-provider --no-browser --wait 0'],
    command: 'rotate --name NAME --no-browser',
    exit: 1,
    prints: /^sf selfcallout rotate .* --no-prompt$/,
  },
  {
    what: 'remove --async',
    before: ['setup --name NAME'],
    command: 'remove --name NAME --async --no-prompt',
    during: slowJobs,
    exit: 69,
    prints: /^sf selfcallout remove .* --no-prompt$/,
  },
];

/** The last command that a person is told to type. */
const toldIn = (text: string): string | undefined => [...text.matchAll(/: (sf selfcallout .*)$/gm)].at(-1)?.[1];

type Envelope = { result?: { next?: string }; data?: { next?: string }; actions?: string[] };

const nextIn = (stdout: string): string | undefined => {
  const { result, data, actions = [] } = JSON.parse(stdout) as Envelope;
  return result?.next ?? data?.next ?? toldIn(actions.join('\n'));
};

describe('cli: the commands that commands print, typed into a shell', () => {
  let session: Session;
  let emulator: Emulator;
  let server: Listening;
  let env: NodeJS.ProcessEnv;

  before(async () => {
    session = await openSession();
    const linked = await session.sf(['plugins', 'link', root, '--no-install']);
    expect(linked.code, linked.output).to.equal(0);
    emulator = createEmulator();
    server = await listen(emulator);
    const login = ['org', 'login', 'access-token', '--instance-url', server.url, '--alias', 'org', '--no-prompt'];
    const loggedIn = await session.sf(login, { env: { SF_ACCESS_TOKEN: emulator.adminToken } });
    expect(loggedIn.code, loggedIn.output).to.equal(0);
    const bin = join(session.folder, 'bin');
    await mkdir(bin);
    await writeFile(join(bin, 'sf'), `#!/usr/bin/env bash\nexec node "${session.cli}" "$@"\n`);
    await chmod(join(bin, 'sf'), 0o755);
    env = { ...session.env, PATH: [bin, session.env['PATH']].join(delimiter) };
  });

  after(async () => {
    await server.close();
    await session.remove();
  });

  beforeEach(() => {
    emulator.state.requests.length = 0;
    Object.assign(emulator.state.switches, { jobMs: 0, propagationMs: 0 });
  });

  /** Types a command into bash. A person is there who consents as soon as an address is shown, where `consents` says so. */
  const type = (
    command: string,
    cwd: string,
    { consents = false, interruptedAt }: { consents?: boolean; interruptedAt?: string | undefined } = {},
  ): Promise<Ran> => {
    const child = spawn('bash', ['-c', `exec ${command}`], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ran = { stdout: '', stderr: '' };
    let isDone = false;
    child.stdout.on('data', (chunk: Buffer) => (ran.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      ran.stderr += chunk.toString();
      const [url] = /https?:\/\/\S*\/services\/oauth2\/authorize\?\S+(?=\s)/.exec(ran.stderr) ?? [];
      if (url === undefined || isDone || !consents) return;
      isDone = true;
      void makeHuman(CLI_USERNAME, emulator.adminPassword).consent(url);
    });
    const timer = setInterval(() => {
      if (!emulator.state.requests.some(({ operation }) => operation === interruptedAt)) return;
      clearInterval(timer);
      child.kill('SIGINT');
    }, 50);
    if (interruptedAt === undefined) clearInterval(timer);
    return new Promise((resolve) => {
      child.once('close', (code) => {
        clearInterval(timer);
        resolve({ ...ran, code: code ?? -1 });
      });
    });
  };

  /** A command of this plugin, less the start of the real CLI around it. */
  const ours = (command: string): string => `node "${join(root, 'bin/run.js')}" selfcallout ${command}`;

  const withOrg = (command: string): string =>
    command.startsWith('generate') ? command : `${command} --target-org org`;

  for (const [index, row] of ROWS.entries()) {
    for (const mode of ['json', 'human'] as const) {
      it(`${row.what}: ${row.exit}, and what it prints ends well (${mode})`, async () => {
        const name = `Loop${index}${mode === 'json' ? 'J' : 'H'}`;
        const cwd = join(session.folder, name);
        await mkdir(cwd);
        await writeFile(join(cwd, 'sfdx-project.json'), PROJECT);
        const named = (command: string): string => ours(withOrg(command.replaceAll('NAME', name)));
        for (const command of row.before ?? []) {
          expect((await type(named(command), cwd)).code, command).to.be.oneOf([0, 69]);
        }
        emulator.state.requests.length = 0;
        row.during?.(emulator);
        const first = await type(`${named(row.command)}${mode === 'json' ? ' --json' : ''}`, cwd, {
          interruptedAt: row.interruptedAt,
        });
        expect(first.code, first.stdout + first.stderr).to.equal(row.exit);
        const next = mode === 'json' ? nextIn(first.stdout) : toldIn(first.stdout + first.stderr);
        expect(next).to.match(row.prints);
        row.then?.(emulator);
        const second = await type(next ?? '', cwd, { consents: true });
        expect(second.code, `${next ?? ''}\n${second.stdout}${second.stderr}`).to.equal(0);
        // What began ends with the proof, by one more command where the consent was all that was asked for.
        const last = toldIn(second.stdout);
        if (last !== undefined) expect((await type(last, cwd)).code, last).to.equal(0);
      });
    }
  }

  it('the report of a deployment that is under way, which the real CLI has', async () => {
    emulator.state.switches.jobMs = 2500;
    const cwd = join(session.folder, 'empty');
    const { code, stdout } = await type(ours('setup --name Reported --target-org org --async'), cwd);
    expect(code, stdout).to.equal(69);
    const [, report = ''] = /: (sf project deploy report .*)$/m.exec(stdout) ?? [];
    expect(report).to.contain('--job-id 0Af');
    const reported = await type(`${report} --wait 1`, cwd);
    expect(reported.code, reported.stdout + reported.stderr).to.equal(0);
    expect(reported.stdout).to.match(/Succeeded/);
  });
});
