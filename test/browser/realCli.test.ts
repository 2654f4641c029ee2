import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { listen, type Listening } from '../../src/emulator/server.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { openSession, type Answer, type Session } from '../cli/session.ts';
import { installRecorder, type Recorder } from './installRecorder.ts';
import { openBrowser, type Chromium, type Person } from './openBrowser.ts';

describe('browser: the real sf and a person at Chromium', function () {
  this.timeout(180_000);

  let chromium: Chromium;
  let session: Session;
  let emulator: Emulator;
  let server: Listening;
  let person: Person;

  before(async () => {
    session = await openSession();
    emulator = createEmulator();
    server = await listen(emulator);
    chromium = await openBrowser();
    person = await chromium.sit();
  });

  after(async () => {
    await chromium.close();
    await server.close();
    await session.remove();
  });

  /** Starts a command whose browser is the recorder. */
  const start = async (
    name: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): Promise<{ done: Promise<Answer>; recorder: Recorder }> => {
    const recorder = await installRecorder(join(session.folder, name));
    const path = [recorder.folder, session.env['PATH']].join(delimiter);
    const done = session.json([...args, '--browser', 'firefox'], { env: { ...env, PATH: path } });
    return { done, recorder };
  };

  it('org login web: the person logs in and allows, and the CLI has its token by PKCE', async () => {
    const address = server.url.replace('127.0.0.1', 'localhost');
    const { done, recorder } = await start('login', [
      'org',
      'login',
      'web',
      '--instance-url',
      address,
      '--alias',
      'web',
    ]);
    const url = await recorder.opened();
    expect(new URL(url).searchParams.get('code_challenge')).to.match(/^[\w-]{43}$/);
    await person.page.goto(url);
    await person.logIn(CLI_USERNAME, emulator.adminPassword);
    await person.shoot('30-cli-login-consent');
    await person.press('Allow');
    const { status, result, message } = await done;
    expect(status, message).to.equal(0);
    expect(result).to.include({ username: CLI_USERNAME, orgId: emulator.state.org.id });
  });

  it('org open: the browser comes in without a password, on the page that was asked for, once', async () => {
    const path = '/lightning/setup/NamedCredential/home';
    const args = ['org', 'open', '--path', path, '--target-org', 'web'];
    const { done, recorder } = await start('open', args, { SF_DOMAIN_RETRY: '0' });
    const { status, message } = await done;
    expect(status, message).to.equal(0);
    const visitor = await chromium.sit();
    const link = await recorder.opened();
    await visitor.page.goto(link);
    expect(new URL(visitor.page.url()).pathname).to.equal(path);
    expect(await visitor.heading()).to.contain('Named Credentials');
    await visitor.shoot('31-cli-org-open');
    const second = await chromium.sit();
    await second.page.goto(link);
    expect(new URL(second.page.url()).pathname).not.to.equal(path);
  });
});
