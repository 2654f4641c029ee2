import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { VerifyReport } from '../../src/core/report.ts';
import { CHECKS } from '../../src/core/verify/checks.ts';
import { CONTEXT_IDS } from '../../src/core/verify/contexts.ts';
import { runCli, type CliRun } from '../support/cli.ts';
import { setUp } from '../support/setUp.ts';
import { startOrg, type TestOrg } from '../support/org.ts';

describe('selfcallout verify', function () {
  this.timeout(90_000);
  let org: TestOrg;
  let cwd: string;

  before(async () => {
    org = await startOrg();
    cwd = await mkdtemp(join(tmpdir(), 'selfcallout-verify-'));
    await setUp(org);
    org.emulator.state.requests.length = 0;
  });
  after(async () => {
    await org.close();
    await rm(cwd, { recursive: true, force: true });
  });

  const run = (more: string[]): Promise<CliRun> =>
    runCli(['selfcallout', 'verify', '--target-org', 'org', ...more], org.home, cwd);

  const matrix = async (more: string[]): Promise<{ code: number | null; result: VerifyReport }> => {
    const { code, stdout } = await run([...more, '--json']);
    return { code, result: (JSON.parse(stdout) as { result: VerifyReport }).result };
  };

  it('proves every API in every context with at most 25 requests besides polls, and exits with 0', async () => {
    const { code, result } = await matrix([]);
    expect([code, result.outcome, result.proven]).to.deep.equal([0, 'proven', true]);
    expect(result.contexts.map(({ context, state }) => [context, state])).to.deep.equal(
      CONTEXT_IDS.map((id) => [id, 'ran']),
    );
    const loopback = result.checks.filter(({ control }) => !control);
    expect(loopback.filter(({ ok }) => ok !== true)).to.deep.equal([]);
    expect(loopback).to.have.length(CONTEXT_IDS.length * CHECKS.filter(({ control }) => !control).length);
    expect(result.requests.total - result.requests.polls).to.be.at.most(25);
    expect([result.method, result.scopes]).to.deep.equal(['client-credentials', ['Api', 'RefreshToken']]);
    for (const { context, requestId, jobId, queuedMs } of result.contexts) {
      expect(requestId, context).to.match(/\w/);
      const isJob = !['anonymous', 'invocable', 'lightning'].includes(context);
      expect([jobId !== undefined, queuedMs !== undefined], context).to.deep.equal([isJob, isJob]);
    }
    // All begin before one ends: it takes as long as the slowest, not as all together.
    const jobs = org.emulator.state.asyncJobs.slice(0, 4);
    expect(jobs.map(({ JobType }) => JobType)).to.have.members(['Queueable', 'BatchApex', 'ScheduledApex', 'Future']);
    const lastBegun =
      jobs
        .map(({ CreatedDate }) => CreatedDate)
        .toSorted()
        .at(-1) ?? '';
    const [firstEnded = ''] = jobs.map(({ CompletedDate }) => CompletedDate ?? '').toSorted();
    expect(lastBegun.localeCompare(firstEnded), `${lastBegun}, ${firstEnded}`).to.equal(-1);
  });

  it('L40, L41: shows what the session id alone gives in each context', async () => {
    const { result } = await matrix(['--context', 'anonymous,lightning', '--api', 'rest-get']);
    const controls = result.checks.filter(({ control }) => control);
    expect(controls.map(({ context, status, errorCode, ok }) => [context, status, errorCode, ok])).to.deep.equal([
      ['anonymous', 200, undefined, true],
      ['anonymous', 200, undefined, true],
      ['lightning', 401, 'INVALID_SESSION_ID', true],
      ['lightning', 500, 'sf:INVALID_SESSION_ID', true],
    ]);
  });

  it('L64: leaves nothing but finished rows of Apex Jobs, and names them', async () => {
    const { state } = org.emulator;
    const { result } = await matrix(['--context', 'batch,scheduled']);
    expect([state.traceFlags, state.debugLevels, state.apexLogs, state.cronTriggers]).to.deep.equal([[], [], [], []]);
    const ids = new Set(state.asyncJobs.map(({ Id }) => Id));
    expect(result.leftBehind.map(({ type }) => type)).to.include.members(['BatchApex', 'ScheduledApex', 'Queueable']);
    for (const { id } of result.leftBehind) expect(ids.has(id)).to.equal(true);
  });

  it('ends as pending with 69 when the wait runs out, with the command that runs the rest, and leaves nothing pending', async () => {
    const { state } = org.emulator;
    const { code, result } = await matrix(['--context', 'anonymous,scheduled', '--wait', '0']);
    expect([code, result.outcome]).to.deep.equal([69, 'pending']);
    expect(result.checks.filter(({ context }) => context === 'anonymous').every(({ ok }) => ok === true)).to.equal(
      true,
    );
    expect(result.next).to.match(
      /^sf selfcallout verify --name SelfCallout --target-org \S+ --context scheduled --wait 10$/,
    );
    expect(state.asyncJobs.filter(({ Status }) => Status === 'Queued' || Status === 'Processing')).to.deep.equal([]);
    expect([state.traceFlags, state.debugLevels, state.apexLogs, state.cronTriggers]).to.deep.equal([[], [], [], []]);
  });

  it('keeps a receipt as Markdown, JSON, HTML or JUnit, by the suffix, and says where', async () => {
    const keep = async (file: string): Promise<string> => {
      const { code, stdout } = await run(['--context', 'anonymous', '--output-file', file]);
      expect(code, stdout).to.equal(0);
      expect(stdout).to.contain(`Receipt: ${file}`);
      return readFile(join(cwd, file), 'utf8');
    };
    expect(await keep('receipt.md')).to.contain('| restQuery | anonymous |');
    const kept = JSON.parse(await keep('receipt.json')) as VerifyReport;
    expect([kept.proven, kept.contexts.length]).to.deep.equal([true, 1]);
    expect(await keep('receipt.html')).to.match(/^<!doctype html>[^]*<svg/);
    expect(await keep('receipt.xml')).to.contain('<testsuite name="SelfCallout: anonymous"');
  });

  it('puts a receipt in the place of an older one and says so, and leaves any other file alone', async () => {
    const { code, stdout } = await run(['--context', 'anonymous', '--output-file', 'receipt.md']);
    expect([code, stdout.includes('in place of an older one: receipt.md')]).to.deep.equal([0, true]);
    await writeFile(join(cwd, 'notes.md'), '# My notes\n');
    org.emulator.state.requests.length = 0;
    const refused = await run(['--output-file', 'notes.md', '--json']);
    expect(refused.code).to.equal(2);
    expect((JSON.parse(refused.stdout) as { name: string }).name).to.equal('ReceiptPlaceTaken');
    expect(await readFile(join(cwd, 'notes.md'), 'utf8')).to.equal('# My notes\n');
    expect(org.emulator.state.requests).to.deep.equal([]);
  });

  it('refuses another suffix before it asks the org', async () => {
    org.emulator.state.requests.length = 0;
    const { code, stdout } = await run(['--output-file', 'receipt.pdf', '--json']);
    expect(code).to.equal(2);
    expect((JSON.parse(stdout) as { name: string }).name).to.equal('ReceiptFormatUnknown');
    expect(org.emulator.state.requests).to.deep.equal([]);
  });

  it('says which class is missing where nothing is set up', async () => {
    const { code, stdout } = await run(['--name', 'Elsewhere', '--json']);
    expect(code).to.equal(1);
    const { name, message, actions } = JSON.parse(stdout) as { name: string; message: string; actions: string[] };
    expect(name).to.equal('ProbeMissing');
    expect(message).to.contain('ElsewhereProbe');
    expect(actions[0]).to.match(/sf selfcallout setup --name Elsewhere --target-org /);
  });
});
