import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { root } from '../../scripts/root.ts';
import { run, type Ran } from '../../scripts/run.ts';
import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { listen, type Listening } from '../../src/emulator/server.ts';
import { pipelinesOf, type Job } from '../support/pipelines.ts';
import { openSession, type Session } from './session.ts';

/**
 * Stand before `sf` and `npm` in PATH: what needs a Dev Hub is said to an org that listens here already, what installs into the
 * machine is there already, and everything else goes to the real ones.
 */
const SF = `#!/usr/bin/env bash
set -euo pipefail
real() { node "$REAL_SF" "$@"; }
echo "sf $*" >> "$PIPELINE_LOG"
case "$1 $2 \${3:-}" in
  "plugins install "*) cat > /dev/null ;;
  "org login sfdx-url") [ "$(cat)" = "force://hub" ] ;;
  "org create scratch") [ -f config/project-scratch-def.json ]; SF_ACCESS_TOKEN="$ORG_TOKEN" real org login access-token --instance-url "$ORG_URL" --alias ci --no-prompt ;;
  "org delete scratch") real org logout --target-org ci --no-prompt ;;
  *) real "$@" ;;
esac
`;

const NPM = `#!/usr/bin/env bash
[ "$1 \${2:-}" = "install --global" ] || exec "$REAL_NPM" "$@"
`;

/** What each pipeline has to come to: `checks` also runs its job that looks at the files. */
const rows = [
  { method: 'client-credentials', name: 'PipeKey', file: '.github/workflows/loopback.yml', checks: true },
  { method: 'auth-provider', name: 'PipeWeb', file: '.gitlab-ci.yml', checks: false },
  { method: 'jwt-bearer', name: 'PipeJwt', file: '.gitlab-ci.yml', checks: false },
  { method: 'identity-provider', name: 'PipeIdp', file: '.github/workflows/loopback.yml', checks: false },
  { method: 'visualforce', name: 'PipePage', file: '.gitlab-ci.yml', checks: true },
  { method: 'username-password', name: 'PipeLogin', file: '.github/workflows/loopback.yml', checks: true },
] as const;

describe("cli: a new project's pipelines, run in bash", () => {
  let session: Session;
  let emulator: Emulator;
  let server: Listening;
  let env: NodeJS.ProcessEnv;

  const write = async (name: string, text: string): Promise<void> => {
    await writeFile(join(session.folder, 'bin', name), text);
    await chmod(join(session.folder, 'bin', name), 0o755);
  };

  before(async () => {
    session = await openSession();
    const linked = await session.sf(['plugins', 'link', root, '--no-install']);
    expect(linked.code, linked.output).to.equal(0);
    emulator = createEmulator();
    // A deployment takes a while in a real org.
    emulator.state.switches.jobMs = 3000;
    server = await listen(emulator);
    await mkdir(join(session.folder, 'bin'));
    await write('sf', SF);
    await write('npm', NPM);
    const npm = await run(['-c', 'command -v npm'], { command: 'bash', env: session.env });
    env = {
      ...session.env,
      PATH: [join(session.folder, 'bin'), session.env['PATH']].join(delimiter),
      REAL_SF: session.cli,
      REAL_NPM: npm.stdout.trim(),
      ORG_URL: server.url,
      ORG_TOKEN: emulator.adminToken,
      DEV_HUB_AUTH_URL: 'force://hub',
    };
  });

  after(async () => {
    await server.close();
    await session.remove();
  });

  /** Runs the commands one after the other, as both services do, and then those that always run. */
  const runJob = async ({ commands, afterwards }: Job, cwd: string): Promise<{ failed?: string; output: string }> => {
    const at = { GITHUB_STEP_SUMMARY: join(cwd, '..', 'summary.md'), PIPELINE_LOG: join(cwd, '..', 'log') };
    const bash = (command: string): Promise<Ran> =>
      run(['--noprofile', '--norc', '-eo', 'pipefail', '-c', command], {
        command: 'bash',
        cwd,
        env: { ...env, ...at },
      });
    let failed: string | undefined;
    let output = '';
    for (const command of commands) {
      if (failed !== undefined) break;
      const ran = await bash(command);
      output += ran.output;
      if (ran.code !== 0) failed = `${command}: ${ran.code}\n${ran.output}`;
    }
    for (const command of afterwards) {
      const ran = await bash(command);
      if (ran.code !== 0) failed = `${failed ?? ''}\n${command}: ${ran.code}\n${ran.output}`;
    }
    return failed === undefined ? { output } : { failed, output };
  };

  for (const { method, name, file, checks } of rows) {
    it(`${method}: ${file} ends green, keeps what came of it, and leaves no org`, async () => {
      const cwd = join(session.folder, name, 'project');
      await mkdir(join(session.folder, name));
      const args = ['selfcallout', 'generate', '--name', name, '--method', method, '--project-dir', cwd];
      const made = await run([join(root, 'bin/run.js'), ...args], { cwd: session.folder, env: session.env });
      expect(made.code, made.output).to.equal(0);
      const text = await readFile(join(cwd, file), 'utf8');
      const other = file === '.gitlab-ci.yml' ? '.github/workflows/loopback.yml' : '.gitlab-ci.yml';
      const files = new Map([
        [file, text],
        [other, await readFile(join(cwd, other), 'utf8')],
      ]);
      const jobs = pipelinesOf(files).find((each) => each.file === file)?.jobs ?? [];
      for (const job of jobs.filter((each) => checks || each.name !== 'check')) {
        const { failed } = await runJob(job, cwd);
        expect(failed, job.name).to.equal(undefined);
      }
      if (method === 'username-password') return;
      const log = await readFile(join(session.folder, name, 'log'), 'utf8');
      expect(log).to.match(/^sf org create scratch --definition-file config\/project-scratch-def\.json/m);
      expect(log).to.match(/^sf org delete scratch --target-org ci --no-prompt$/m);
      const kept = await readdir(join(cwd, 'receipts'));
      expect(kept.some((each) => each.startsWith('test-result-') && each.endsWith('-junit.xml'))).to.equal(true);
      const needsConsent = method === 'auth-provider' || method === 'identity-provider';
      if (needsConsent) return;
      expect(kept).to.include.members(['receipt.md', 'receipt.html', 'receipt.xml']);
      const receipt = await readFile(join(cwd, 'receipts', 'receipt.md'), 'utf8');
      expect(receipt).to.match(/^# Loopback \w+: proven/);
      if (file !== '.gitlab-ci.yml') {
        expect(await readFile(join(session.folder, name, 'summary.md'), 'utf8')).to.equal(receipt);
      }
      const { result } = await session.json(['org', 'list', 'auth']);
      expect(result).to.deep.equal([]);
    });
  }
});
