import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { VerifyReport } from '../../src/core/report.ts';
import { runCli, type CliRun } from '../support/cli.ts';
import { startOrg, type TestOrg } from '../support/org.ts';

describe('selfcallout verify', function () {
  this.timeout(60_000);
  let org: TestOrg;
  let cwd: string;

  before(async () => {
    org = await startOrg();
    cwd = await mkdtemp(join(tmpdir(), 'selfcallout-verify-'));
    await runCli(['selfcallout', 'setup', '--target-org', 'org', '--json'], org.home, cwd);
    org.emulator.state.requests.length = 0;
  });
  after(async () => {
    await org.close();
    await rm(cwd, { recursive: true, force: true });
  });

  const run = (more: string[]): Promise<CliRun> =>
    runCli(['selfcallout', 'verify', '--target-org', 'org', ...more], org.home, cwd);

  it('proves with one request, changes nothing and exits with 0', async () => {
    const { code, stdout } = await run(['--json']);
    const { result } = JSON.parse(stdout) as { result: VerifyReport };
    expect([code, result.outcome, result.proven]).to.deep.equal([0, 'proven', true]);
    expect(result.requests).to.deep.equal({ total: 1, polls: 0, byStage: { verify: 1 } });
    expect(result.checks.filter(({ control }) => control)).to.have.length(1);
  });

  it('keeps a receipt as JSON or Markdown, by the suffix', async () => {
    expect((await run(['--output-file', 'receipt.json'])).code).to.equal(0);
    const kept = JSON.parse(await readFile(join(cwd, 'receipt.json'), 'utf8')) as VerifyReport & { when: string };
    expect(kept.proven).to.equal(true);
    expect(kept.when).to.match(/^\d{4}-\d\d-\d\dT/);
    expect((await run(['--output-file', 'receipt.md'])).code).to.equal(0);
    expect(await readFile(join(cwd, 'receipt.md'), 'utf8')).to.contain('| restQuery | anonymous |');
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
