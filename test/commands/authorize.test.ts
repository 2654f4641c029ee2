import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { AuthorizeReport, SetupReport } from '../../src/core/report.ts';
import type { Switches } from '../../src/emulator/state/switches.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { addUser } from '../emulator/support/browser.ts';
import { runCli, startAtTerminal, startCli, type CliRun, type Started } from '../support/cli.ts';
import { makeHuman } from '../../scripts/human.ts';
import { startOrg, type TestOrg } from '../support/org.ts';
import { setUp } from '../support/setUp.ts';

const resultOf = ({ stdout }: CliRun): unknown => (JSON.parse(stdout) as { result: unknown }).result;

/** What `--json` prints where a consent is missing. */
type Refusal = {
  name: string;
  status: number;
  exitCode: number;
  message: string;
  actions: string[];
  data: SetupReport & AuthorizeReport;
};

const refusalOf = ({ stdout }: CliRun): Refusal => JSON.parse(stdout) as Refusal;

const words = (command: string | undefined): string[] => (command ?? '').split(' ').slice(1);

const address = /https?:\/\/\S*\/services\/oauth2\/authorize\?\S+/;

const OTHER = 'other@selfcallout.example';

describe('selfcallout authorize', function () {
  this.timeout(60_000);
  let org: TestOrg;
  let cwd: string;

  const begin = async (switches: Partial<Switches> = {}): Promise<void> => {
    org = await startOrg({ switches });
    cwd = await mkdtemp(join(tmpdir(), 'selfcallout-authorize-'));
  };
  afterEach(async () => {
    await org.close();
    await rm(cwd, { recursive: true, force: true });
  });

  const args = (verb: string, ...more: string[]): string[] => ['selfcallout', verb, '--target-org', 'org', ...more];
  const consenting = ['--method', 'auth-provider', '--no-browser', '--json'];

  /** Once the command shows the address of a consent page, does something with it. */
  const asked = ({ child, done }: Started, act: (url: string) => unknown): Promise<CliRun> => {
    let told = '';
    let isAsked = false;
    child.stderr?.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      const [url] = address.exec(told) ?? [];
      if (url === undefined || isAsked || !told.includes(`${url}\n`)) return;
      isAsked = true;
      act(url);
    });
    return done;
  };
  const consent = (url: string): Promise<string> => makeHuman(CLI_USERNAME, org.emulator.adminPassword).consent(url);
  const consented = (command: string[]): Promise<CliRun> => asked(startCli(command, org.home, cwd), consent);

  it('ConsentTimedOut: ends with 69 and the command that resumes where nobody consents, and that command finishes', async () => {
    await begin();
    const first = await runCli(args('setup', ...consenting, '--wait', '0'), org.home, cwd);
    expect(first.code, first.stderr).to.equal(69);
    const { name, status, exitCode, data, actions } = refusalOf(first);
    expect([name, status, exitCode]).to.deep.equal(['ConsentTimedOut', 69, 69]);
    expect(data).to.include({ outcome: 'pending', proven: false });
    expect(data.next).to.equal(`sf selfcallout authorize --name SelfCallout --target-org ${CLI_USERNAME} --no-browser`);
    expect(actions.join()).to.include(data.next);
    const second = await consented([...words(data.next), '--json']);
    expect(second.code, second.stderr).to.equal(0);
    const report = resultOf(second) as AuthorizeReport;
    expect(report.authorization).to.deep.equal({ status: 'Configured', how: 'consent' });
    const verify = await runCli([...words(report.next), '--json'], org.home, cwd);
    expect([verify.code, (resultOf(verify) as SetupReport).proven]).to.deep.equal([0, true]);
  });

  for (const [name, key] of [
    ['ConsentDenied', 'd'],
    ['ConsentPageClosed', 'c'],
    ['ConsentWrongUser', 'u'],
  ] as const) {
    it(`${name}: ends at once with 69 when the person at the terminal presses ${key}`, async () => {
      await begin();
      const started = startAtTerminal(args('setup', ...consenting), org.home, cwd);
      const run = await asked(started, () => started.child.stdin?.write(`x${key}`));
      expect(run.stderr).to.include(`${key}: `);
      const { data, ...error } = refusalOf(run);
      expect([error.name, error.status, run.code], run.stderr).to.deep.equal([name, 69, 69]);
      expect(data.authorization).to.include({ status: 'NotConfigured', problem: name });
      expect(data.next).to.match(/^sf selfcallout authorize --name SelfCallout /);
    });
  }

  it('ConsentWrongUser: L26: ends with 69 and says who it was, where the org takes the consent from anybody', async () => {
    await begin({ consentBoundToUser: false });
    const other = makeHuman(OTHER, addUser(org.emulator, OTHER));
    const run = await asked(startCli(args('setup', ...consenting), org.home, cwd), (url) => other.consent(url));
    const { name, message, data } = refusalOf(run);
    expect([name, run.code], run.stderr).to.deep.equal(['ConsentWrongUser', 69]);
    expect(message).to.include(OTHER).and.include(CLI_USERNAME);
    expect(data.authorization.consentedBy).to.equal(OTHER);
    expect((await consented([...words(data.next), '--json'])).code).to.equal(0);
  });

  it('says what to type after an interruption: the same command with the same flags', async () => {
    await begin();
    const started = startCli(
      args('setup', ...consenting, '--principal', 'per-user', '--label', "It's mine", '--wait', '3'),
      org.home,
      cwd,
    );
    const run = await asked(started, () => started.child.kill('SIGINT'));
    expect(run.code, run.stderr).to.equal(130);
    expect(refusalOf(run).actions.join()).to.include(
      `sf selfcallout setup --name SelfCallout --target-org ${CLI_USERNAME} ` +
        String.raw`--method auth-provider --no-browser --principal per-user --label 'It'\''s mine' --wait 3`,
    );
  });

  it('lets setup wait for the consent, and says who has to give it', async () => {
    await begin();
    const run = await consented(args('setup', '--method', 'identity-provider', '--no-browser', '--json'));
    expect(run.code, run.stderr).to.equal(0);
    expect(run.stderr).to.include(CLI_USERNAME);
    expect((resultOf(run) as SetupReport).outcome).to.equal('proven');
  });

  it('L66: says that it repairs a loopback of another org, and what it repaired, and ends with 0', async () => {
    const source = await startOrg();
    await setUp(source);
    await source.stop();
    org = await startOrg({ sandboxOf: { source: source.emulator.state, name: 'dev' } });
    cwd = await mkdtemp(join(tmpdir(), 'selfcallout-authorize-'));
    const run = await runCli(args('authorize'), org.home, cwd);
    await source.close();
    expect(run.code, run.stderr).to.equal(0);
    expect(run.stderr.replace(/\s+/g, ' ')).to.match(
      /SelfCallout belongs to another org.* set up for .*NamedCredential SelfCallout leads to another org.*It is deleted, and an app SelfCallout is made/,
    );
    const told = run.stdout.replace(/ +/g, ' ');
    expect(told).to.include(`NamedCredential SelfCallout Url from ${source.url} to ${org.url}\n`);
    expect(told).to.include('ExternalClientApplication SelfCallout made anew as SelfCallout\n');
    expect(told).to.include('SelfCallout, client-credentials: Configured (made)\n');
    expect(told).to.match(/Next: sf selfcallout verify --name SelfCallout --target-org \S+\.dev\n/);
  });

  it('says that there is no such loopback', async () => {
    await begin();
    const run = await runCli(args('authorize', '--json'), org.home, cwd);
    expect([run.code, (JSON.parse(run.stdout) as { name: string }).name]).to.deep.equal([1, 'LoopbackNotFound']);
  });
});
