import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { METHODS } from '../../src/core/methods/methods.ts';
import { render } from '../../src/core/render/render.ts';
import { makeSettings } from '../../src/core/settings/makeSettings.ts';
import { readTemplates } from '../../src/disk/readTemplates.ts';
import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { listen, type Listening } from '../../src/emulator/server.ts';
import { openSession, type Answer, type Session } from './session.ts';

/** What Apex of a loopback is made of; the rest of it is not needed to compile and test it. */
const APEX = ['ApexClass', 'ApexPage', 'CustomObject'];

const nameOf = (method: string): string => `Loop_${METHODS.findIndex((each) => each === method)}`;

const broken = `@IsTest
private class BrokenTest {
  @IsTest
  static void isWrong() {
    Assert.areEqual(1, 2, 'on purpose');
  }
}
`;

const meta = (apiVersion: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">\n  <apiVersion>${apiVersion}</apiVersion>\n  <status>Active</status>\n</ApexClass>\n`;

type Covered = { name: string; coveredPercent: number };
type TestRow = { FullName: string; Outcome: string; Message: string | null; StackTrace: string | null };
type Report = {
  summary: Record<string, unknown>;
  tests: TestRow[];
  coverage: { coverage: Covered[] };
};

const reportOf = ({ result }: Answer): Report => result as unknown as Report;

describe('cli: tests and coverage in the real sf', () => {
  let session: Session;
  let emulator: Emulator;
  let server: Listening;
  let project = '';
  const org = ['--target-org', 'tested'];

  const write = async (path: string, text: string): Promise<void> => {
    const file = join(project, 'force-app/main/default', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  };

  const runTests = (args: readonly string[]): Promise<Answer> => session.json(['apex', 'run', 'test', ...args, ...org]);

  const shown = async (args: readonly string[]): Promise<{ code: number; stdout: string }> =>
    session.sf(['apex', 'run', 'test', ...args, ...org]);

  before(async () => {
    session = await openSession();
    emulator = createEmulator();
    server = await listen(emulator);
    project = join(session.folder, 'project');
    await write('classes/BrokenTest.cls', broken);
    await write('classes/BrokenTest.cls-meta.xml', meta('66.0'));
    await writeFile(
      join(project, 'sfdx-project.json'),
      JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' }),
    );
    for (const method of METHODS)
      for (const { type, files } of render(makeSettings({ name: nameOf(method), method }), readTemplates()))
        if (APEX.includes(type)) for (const [path, text] of files) await write(path, text);
    const login = ['org', 'login', 'access-token', '--instance-url', server.url, '--alias', 'tested', '--no-prompt'];
    const { status } = await session.json(login, { env: { SF_ACCESS_TOKEN: emulator.adminToken } });
    expect(status).to.equal(0);
    const deploy = ['project', 'deploy', 'start', '--source-dir', 'force-app', ...org];
    const deployed = await session.json(deploy, { cwd: project });
    expect(deployed.status, JSON.stringify(deployed)).to.equal(0);
  });

  after(async () => {
    await server.close();
    await session.remove();
  });

  for (const method of METHODS) {
    it(`${method}: every generated test passes, and each generated class is covered by at least 90 %`, async () => {
      const own = [...emulator.state.components.values()]
        .filter(({ type, fullName }) => type === 'ApexClass' && fullName.startsWith(nameOf(method)))
        .map(({ fullName }) => fullName);
      const tests = own.filter((name) => name.endsWith('Test'));
      const args = ['--class-names', tests.join(','), '--code-coverage', '--wait', '5'];
      const answer = await runTests(args);
      const { summary, tests: rows, coverage } = reportOf(answer);
      expect(rows.filter(({ Outcome }) => Outcome !== 'Pass')).to.deep.equal([]);
      expect(answer.status).to.equal(0);
      expect(summary).to.include({ outcome: 'Passed', failing: 0 });
      expect(rows.length).to.be.above(25);
      const generated = own.filter((name) => !name.endsWith('Test'));
      expect(coverage.coverage.map(({ name }) => name)).to.include.members(generated);
      const low = coverage.coverage.filter(
        ({ name, coveredPercent }) => generated.includes(name) && coveredPercent < 90,
      );
      expect(low).to.deep.equal([]);
    });
  }

  it('at once: one class, and one method of it', async () => {
    const name = nameOf('client-credentials');
    const whole = await runTests(['--class-names', `${name}Test`, '--synchronous', '--code-coverage']);
    expect(whole.status).to.equal(0);
    expect(reportOf(whole).coverage.coverage.find((each) => each.name === name)?.coveredPercent).to.be.at.least(90);
    const [first = ''] = reportOf(whole).tests.map(({ FullName }) => FullName);
    const one = await runTests(['--tests', first, '--synchronous']);
    expect(reportOf(one).tests.map(({ FullName }) => FullName)).to.deep.equal([first]);
  });

  it('says which assertion failed and where, and exits with 100', async () => {
    const answer = await runTests(['--class-names', 'BrokenTest', '--wait', '5']);
    expect(answer.status).to.equal(100);
    expect(reportOf(answer).tests[0]).to.include({
      FullName: 'BrokenTest.isWrong',
      Outcome: 'Fail',
      Message: 'System.AssertException: Assertion Failed: on purpose: Expected: 1, Actual: 2',
      StackTrace: 'Class.BrokenTest.isWrong: line 5, column 1',
    });
  });

  it('prints tables for people, with the lines that no test covers', async () => {
    const name = nameOf('visualforce');
    const args = ['--class-names', `${name}Test`, '--wait', '5', '--result-format', 'human'];
    const { code, stdout } = await shown([...args, '--code-coverage', '--detailed-coverage']);
    expect(code, stdout).to.equal(0);
    expect(stdout).to.match(/=== Apex Code Coverage for Test Run 707/);
    expect(stdout).to.match(new RegExp(`${name}Test\\.getGoesToThisOrgWithTheToken +${name} +Pass +\\d+%`));
    expect(stdout).to.match(new RegExp(`=== Apex Code Coverage by Class[^]*${name} +(9\\d|100)%`));
    expect(stdout).to.match(/Org Wide Coverage +\d+%/);
  });

  it('writes JUnit and TAP', async () => {
    const folder = join(session.folder, 'results');
    const args = ['--class-names', 'BrokenTest', '--wait', '5', '--output-dir', folder];
    const junit = await shown([...args, '--result-format', 'junit']);
    expect(junit.stdout)
      .to.match(/<testcase name="isWrong" classname="BrokenTest"/)
      .and.match(/<failure message="[^"]*on purpose/);
    const tap = await shown([...args, '--result-format', 'tap']);
    expect(tap.stdout)
      .to.match(/^1\.\.1$/m)
      .and.match(/^not ok 1 BrokenTest\.isWrong/m);
    expect(await readFile(join(folder, 'test-run-id.txt'), 'utf8')).to.match(/^707/);
  });

  it('runs all local tests as a job, whose report apex get test waits for', async () => {
    emulator.state.switches.jobMs = 4000;
    const started = await runTests(['--test-level', 'RunLocalTests']);
    const { testRunId } = started.result as unknown as { testRunId: string };
    expect(testRunId).to.match(/^707/);
    const report = await session.json(['apex', 'get', 'test', '--test-run-id', testRunId, '--code-coverage', ...org]);
    emulator.state.switches.jobMs = 0;
    expect(report.status).to.equal(100);
    const { summary, tests } = reportOf(report);
    expect(summary).to.include({ outcome: 'Failed', failing: 1, testRunId });
    expect(tests.length).to.be.above(6 * 25);
  });

  it('asks for nothing that the emulated org does not have', () => {
    const vain = emulator.state.requests.filter(({ status }) => status === 501);
    expect(vain.map(({ method, path, operation }) => `${method} ${path} ${operation ?? ''}`)).to.deep.equal([]);
  });
});
