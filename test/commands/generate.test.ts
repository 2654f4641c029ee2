import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { SelfcalloutGenerateResult } from '../../src/cli/generateFiles.ts';
import { runCli, type CliRun } from '../support/cli.ts';

type Envelope = {
  status: number;
  result: SelfcalloutGenerateResult;
  warnings: string[];
  name?: string;
  actions?: string[];
};

const CLIENT = 'force-app/main/default/classes/SelfCallout.cls';

describe('selfcallout generate', () => {
  let home = '';
  let cwd = '';
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'selfcallout-home-'));
    cwd = join(home, 'work');
    mkdirSync(cwd);
  });
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  const generate = (...flags: string[]): Promise<CliRun> => runCli(['selfcallout', 'generate', ...flags], home, cwd);
  const json = async (...flags: string[]): Promise<Envelope> =>
    JSON.parse((await generate(...flags, '--json')).stdout) as Envelope;
  const changes = ({ result }: Envelope): Set<string> => new Set(result.files.map(({ change }) => change));
  const project = (
    text = '{"packageDirectories":[{"path":"force-app","default":true}],"sourceApiVersion":"64.0"}',
  ): void => {
    writeFileSync(join(cwd, 'sfdx-project.json'), text);
  };
  const filesIn = (folder: string): string[] => readdirSync(join(cwd, folder), { recursive: true, encoding: 'utf8' });

  it('makes no project unless told to, and says what to type', async () => {
    const run = await generate();
    expect(run.code).to.equal(1);
    expect(run.stderr).to.contain('Error (NoProject)').and.to.contain('sf selfcallout generate --project-dir');
    expect(run.stderr).to.not.match(/^\s+at /m);
    expect(readdirSync(cwd)).to.deep.equal([]);
  });

  it('writes into the project, at its API version, and changes nothing the second time', async () => {
    project();
    const first = await json();
    expect(first).to.include({ status: 0 });
    expect(first.result).to.include({
      schemaVersion: 1,
      name: 'SelfCallout',
      method: 'client-credentials',
      apiVersion: '64.0',
    });
    expect(first.result).to.include({ projectDir: cwd, outputDir: 'force-app/main/default' });
    expect(first.result.replacements.map(({ env }) => env)).to.include('SELFCALLOUT_RUN_AS_USER');
    expect(readFileSync(join(cwd, CLIENT), 'utf8')).to.contain('v64.0');
    for (const { path } of first.result.files) expect(existsSync(join(cwd, path)), path).to.equal(true);
    const second = await json();
    expect([...changes(second)]).to.deep.equal(['unchanged']);
    expect(filesIn('.').some((path) => path.endsWith('.tmp'))).to.equal(false);
  });

  it("reports a user's edit as a conflict with exit code 68, and overwrites it only when asked", async () => {
    project();
    await json();
    writeFileSync(join(cwd, CLIENT), '// mine\n');
    const kept = await json();
    expect(kept.status).to.equal(68);
    expect(kept.result.conflicts).to.deep.equal([CLIENT]);
    expect(kept.result.next).to.contain('--overwrite');
    expect(readFileSync(join(cwd, CLIENT), 'utf8')).to.equal('// mine\n');
    const people = await generate();
    expect(people.code).to.equal(68);
    expect(people.stdout).to.match(/conflicted +force-app\/main\/default\/classes\/SelfCallout\.cls/);
    const forced = await json('--overwrite');
    expect(forced.status).to.equal(0);
    expect(forced.result.files.find(({ path }) => path === CLIENT)?.change).to.equal('overwritten');
  });

  it('makes a project around the loopback, and keeps what is in the folder', async () => {
    mkdirSync(join(cwd, 'new'));
    writeFileSync(join(cwd, 'new/.gitignore'), 'mine\n');
    const { status, result } = await json(
      '--project-dir',
      'new',
      '--name',
      'Order_Loop',
      '--global-oauth-dir',
      'secret',
    );
    expect(status).to.equal(0);
    const made = JSON.parse(readFileSync(join(cwd, 'new/sfdx-project.json'), 'utf8')) as Record<string, unknown>;
    expect(made['packageDirectories']).to.deep.equal([{ path: 'force-app', default: true }, { path: 'secret' }]);
    expect(readFileSync(join(cwd, 'new/.gitignore'), 'utf8')).to.match(/^mine\n[\s\S]*^\/secret\/$/m);
    expect(result.files.map(({ path }) => path)).to.include.members([
      'secret/extlClntAppGlobalOauthSets/Order_Loop_glbloauth.ecaGlblOauth-meta.xml',
      'config/project-scratch-def.json',
      '.forceignore',
      'selfcallout.json',
    ]);
    expect(result.kept).to.deep.equal(['.gitignore']);
    expect(result.next).to.equal('cd new && sf selfcallout setup --name Order_Loop');
    const before = filesIn('new').map((path) => [path, statSync(join(cwd, 'new', path)).mtimeMs]);
    const again = await json('--project-dir', 'new', '--name', 'Other');
    expect(again).to.include({ status: 1, name: 'ProjectExists' });
    expect(again.actions?.[0]).to.contain('cd new && sf selfcallout generate');
    expect(filesIn('new').map((path) => [path, statSync(join(cwd, 'new', path)).mtimeMs])).to.deep.equal(before);
  });

  it('writes into a plain folder when one is named', async () => {
    const { result } = await json('--output-dir', 'out');
    expect(result).to.include({ projectDir: join(cwd, 'out'), outputDir: '.' });
    expect(filesIn('out')).to.include('classes/SelfCallout.cls').and.to.not.include('sfdx-project.json');
  });

  it('switches the method: adds what is missing, says what is superfluous, and changes no caller', async () => {
    project();
    await json();
    const { result } = await json('--method', 'jwt-bearer');
    expect(result.next).to.equal('sf selfcallout setup --name SelfCallout --method jwt-bearer');
    expect(result.files.filter(({ change }) => change === 'created').map(({ path }) => path)).to.deep.equal([
      'force-app/main/default/certs/SelfCallout.crt',
      'force-app/main/default/certs/SelfCallout.crt-meta.xml',
      'force-app/main/default/permissionsets/SelfCallout_app.permissionset-meta.xml',
    ]);
    expect(result.files.find(({ path }) => path === CLIENT)?.change).to.equal('unchanged');
    expect(result.superfluous).to.deep.equal([]);
    const back = await json('--method', 'visualforce');
    expect(back.status).to.equal(0);
    expect(back.result.superfluous).to.include('force-app/main/default/certs/SelfCallout.crt');
    expect(existsSync(join(cwd, 'force-app/main/default/certs/SelfCallout.crt'))).to.equal(true);
  });

  it('refuses hostile input by name and as a usage error, and writes nothing', async () => {
    project();
    const refusals: ReadonlyArray<[string[], string]> = [
      [['--name', '../../x'], 'InvalidName'],
      [['--name', 'Account'], 'ShadowingName'],
      [['--api-version', '59.0'], 'UnsupportedApiVersion'],
      [['--method', 'client-credentials', '--principal', 'per-user'], 'CombinationRefused'],
      [['--method', 'identity-provider', '--api-version', '61.0'], 'MethodNeedsApiVersion'],
      [['--method', 'auth-provider', '--scope', 'api'], 'ScopeWithoutRefreshToken'],
    ];
    for (const [flags, name] of refusals) {
      const refused = await json(...flags);
      expect(refused, name).to.include({ name, status: 2 });
      expect(refused.actions?.join(' '), name).to.contain('sf selfcallout generate');
    }
    expect((await json('--global-oauth-dir', '../out')).name).to.equal('PathEscape');
    expect(readdirSync(cwd)).to.deep.equal(['sfdx-project.json']);
  });

  it('fails by name on a project file that is broken, and leaves it as it is', async () => {
    project('{ "packageDirectories": ');
    expect((await json()).name).to.equal('ProjectUnreadable');
    expect(readdirSync(cwd)).to.deep.equal(['sfdx-project.json']);
  });
});
