import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { installPlugin } from '../../scripts/cli/installPlugin.ts';
import { packPlugin } from '../../scripts/cli/packPlugin.ts';
import { isAlive } from '../support/isAlive.ts';
import { openSession, type Session } from './session.ts';

/** A second loopback beside the one that `setup` makes: deployed by hand, by the CLI's own commands. */
const byHand = 'HandMade';

const filesBelow = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

describe('cli: the packed plugin in the real sf', () => {
  let session: Session;
  let url = '';
  let username = '';
  let project = '';
  const org = ['--target-org', 'emulated'];

  const runApex = async (lines: readonly string[]): ReturnType<Session['json']> => {
    const file = join(session.folder, 'anonymous.apex');
    await writeFile(file, `${lines.join('\n')}\n`);
    return session.json(['apex', 'run', '--file', file, ...org]);
  };

  before(async () => {
    session = await openSession();
    project = join(session.folder, 'project');
  });

  after(async () => {
    await session.json(['selfcallout', 'emulator', 'stop']);
    await session.remove();
  });

  it('installs from its tarball, allowed by the exact file URL', async () => {
    await mkdir(join(session.folder, 'pack'));
    const tarball = await packPlugin(join(session.folder, 'pack'));
    await installPlugin(session.cli, session.env, tarball);
    expect((await session.sf(['plugins'])).stdout).to.match(/sf-plugin-selfcallout .*0\.1\.0/);
  });

  it('starts the emulated org as one of the authorized orgs', async () => {
    const { status, result } = await session.json(['selfcallout', 'emulator', 'start', '--alias', 'emulated']);
    expect(status).to.equal(0);
    ({ url, username } = result as unknown as { url: string; username: string });
    expect(url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('shows the org as connected with org display', async () => {
    const { status, result } = await session.json(['org', 'display', ...org]);
    expect(status).to.equal(0);
    expect(result).to.include({ connectedStatus: 'Connected', username });
  });

  it('logs in again with org login access-token', async () => {
    const shown = await session.json(['org', 'auth', 'show-access-token', '--no-prompt', ...org]);
    const token = (shown.result as unknown as { accessToken: string }).accessToken;
    const login = ['org', 'login', 'access-token', '--instance-url', url, '--alias', 'again', '--no-prompt'];
    const { status, result } = await session.json(login, { env: { SF_ACCESS_TOKEN: token } });
    expect(status).to.equal(0);
    expect(result).to.include({ username });
  });

  it('refuses a login with a token that the org never issued', async () => {
    const login = ['org', 'login', 'access-token', '--instance-url', url, '--no-prompt'];
    const SF_ACCESS_TOKEN = '00D000000000001EAA!NoTokenOfThisOrg';
    const { status } = await session.json(login, { env: { SF_ACCESS_TOKEN } });
    expect(status).to.equal(1);
  });

  it('generates a project, the global OAuth settings in a folder of their own', async () => {
    const generate = ['selfcallout', 'generate', '--name', byHand, '--project-dir', project];
    const { status, result } = await session.json([...generate, '--global-oauth-dir', 'global-oauth']);
    expect(status).to.equal(0);
    expect(result).to.include({ name: byHand });
    expect(await readFile(join(project, '.gitignore'), 'utf8')).to.match(/^\/?global-oauth\/?$/m);
    const sources = (await filesBelow(project)).filter((path) => !path.startsWith('.selfcallout/'));
    const secretive = sources.filter((path) => path.endsWith('.ecaGlblOauth-meta.xml'));
    expect(secretive.map((path) => path.split('/')[0])).to.deep.equal(['global-oauth']);
  });

  it('deploys that project with project deploy start, the placeholders filled from the environment', async () => {
    const env = {
      HANDMADE_MY_DOMAIN_URL: url,
      HANDMADE_RUN_AS_USER: username,
      HANDMADE_CONTACT_EMAIL: 'someone@example.com',
      HANDMADE_CONSUMER_KEY: `Key${Date.now()}`.padEnd(40, 'k'),
      HANDMADE_CONSUMER_SECRET: 'S'.repeat(40),
    };
    const sources = ['--source-dir', 'force-app', '--source-dir', 'global-oauth'];
    const { status, result, message } = await session.json(['project', 'deploy', 'start', ...sources, ...org], {
      cwd: project,
      env,
    });
    expect(status, message ?? JSON.stringify(result)).to.equal(0);
    const { success, files } = result as unknown as { success: boolean; files: { type: string; state: string }[] };
    expect(success).to.equal(true);
    expect(files.map(({ type }) => type)).to.include.members([
      'ExternalClientApplication',
      'ExtlClntAppGlobalOauthSettings',
      'ExternalCredential',
      'NamedCredential',
      'PermissionSet',
      'ApexClass',
    ]);
  });

  it('retrieves the app into the default package directory without its global OAuth settings', async () => {
    const types = [
      'ExternalClientApplication',
      'ExtlClntAppOauthSettings',
      'ExtlClntAppGlobalOauthSettings',
      'ApexClass',
    ];
    const metadata = types.flatMap((type) => ['--metadata', type]);
    const { status, result } = await session.json(['project', 'retrieve', 'start', ...metadata, ...org], {
      cwd: project,
    });
    expect(status, JSON.stringify(result)).to.equal(0);
    const files = await filesBelow(join(project, 'force-app'));
    expect(files.some((path) => path.endsWith('.eca-meta.xml'))).to.equal(true);
    expect(files.filter((path) => path.endsWith('.ecaGlblOauth-meta.xml'))).to.deep.equal([]);
  });

  it('sets up a loopback and proves it, then finds nothing left to do', async () => {
    const first = await session.json(['selfcallout', 'setup', ...org], { cwd: project });
    expect(first.status, JSON.stringify(first)).to.equal(0);
    expect(first.result).to.include({ proven: true, run: 1 });
    const second = await session.json(['selfcallout', 'setup', ...org], { cwd: project });
    expect(second.result).to.include({ proven: true, run: 2 });
    expect(second.result?.['deploys']).to.deep.equal([]);
  });

  it('proves it again with verify', async () => {
    const { status, result } = await session.json(['selfcallout', 'verify', ...org]);
    expect(status).to.equal(0);
    expect(result).to.include({ proven: true });
  });

  it('lets apex run call out through the loopback', async () => {
    const { status, result } = await runApex(["System.debug('LIMITS ' + SelfCallout.get('/limits').statusCode);"]);
    expect(status, JSON.stringify(result)).to.equal(0);
    expect((result as unknown as { logs: string }).logs).to.contain('LIMITS 200');
  });

  it('says where apex run does not compile', async () => {
    const answer = await runApex(['Integer one = 1;', 'NoSuchClass.callMe();']);
    expect(answer).to.include({ status: 1, name: 'executeCompileFailure' });
  });

  it('names the exception of an apex run that fails', async () => {
    const answer = await runApex(['List<String> none = new List<String>();', 'System.debug(none[0]);']);
    expect(answer).to.include({ status: 1, name: 'executeRuntimeFailure' });
    expect(JSON.stringify(answer)).to.contain('System.ListException');
  });

  it('queries with data query', async () => {
    const { status, result } = await session.json([
      'data',
      'query',
      '--query',
      'SELECT Id, Name FROM Organization',
      ...org,
    ]);
    expect(status).to.equal(0);
    expect(result).to.include({ totalSize: 1 });
  });

  it('asks a REST resource with api request rest', async () => {
    const { code, stdout } = await session.sf(['api', 'request', 'rest', '/services/data/v65.0/limits', ...org]);
    expect(code).to.equal(0);
    expect(JSON.parse(stdout)).to.have.property('DailyApiRequests');
  });

  it('stops the emulated org, and its process is gone', async () => {
    const before = await session.json(['selfcallout', 'emulator', 'status']);
    const { pid } = before.result as unknown as { pid: number };
    const { status } = await session.json(['selfcallout', 'emulator', 'stop']);
    expect(status).to.equal(0);
    expect(isAlive(pid)).to.equal(false);
  });
});
