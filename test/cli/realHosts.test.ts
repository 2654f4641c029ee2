import { access, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { root } from '../../scripts/root.ts';
import { installBrowser } from './browser/installBrowser.ts';
import { openSession, type Answer, type Session } from './session.ts';

type Started = { url: string; username: string; password: string; environment: Record<string, string> };

describe('cli: an emulated org with real host names, in the real sf', () => {
  let session: Session;
  let started: Started;
  const MY_DOMAIN = 'https://selfcallout-emulator--dev.sandbox.my.salesforce.com';

  const sf = (args: readonly string[], env: Record<string, string> = {}): Promise<Answer> =>
    session.json(args, { env: { ...started.environment, ...env } });

  before(async () => {
    session = await openSession();
    const linked = await session.sf(['plugins', 'link', root, '--no-install']);
    expect(linked.code, linked.output).to.equal(0);
  });

  after(async () => {
    await session.json(['selfcallout', 'emulator', 'stop']);
    await session.remove();
  });

  it('starts it as an authorized org at its My Domain, and tells what a process needs to find it', async () => {
    const args = ['selfcallout', 'emulator', 'start', '--real-hosts', '--edition', 'sandbox', '--alias', 'named'];
    // L72: a person at the login page would need a passkey.
    const { status, result } = await session.json([...args, '--switch', 'privilegedLogin=password']);
    expect(status, JSON.stringify(result)).to.equal(0);
    started = result as unknown as Started;
    expect(started).to.include({ url: MY_DOMAIN, username: 'admin@selfcallout.example.dev' });
    expect(await readFile(started.environment['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8')).to.include('BEGIN CERTIFICATE');
    const shown = await sf(['org', 'display', '--target-org', 'named']);
    expect(shown.result).to.include({ connectedStatus: 'Connected', instanceUrl: MY_DOMAIN });
  });

  it('logs in with org login web at test.salesforce.com, and with its sfdx-url', async function () {
    if (process.platform === 'win32') this.skip();
    const bin = join(session.folder, 'browser');
    await installBrowser(bin);
    const person = join(session.folder, 'login.json');
    await writeFile(person, JSON.stringify({ username: started.username, password: started.password }));
    const browser = { PATH: [bin, session.env['PATH']].join(delimiter), PERSON_LOGIN: person };
    const at = ['--instance-url', 'https://test.salesforce.com', '--browser', 'firefox', '--alias', 'web'];
    const web = await sf(['org', 'login', 'web', ...at], browser);
    expect(web.status, web.message).to.equal(0);
    expect(web.result).to.include({ username: started.username });

    const auth = await sf(['org', 'auth', 'show-sfdx-auth-url', '--no-prompt', '--target-org', 'web']);
    const { sfdxAuthUrl } = auth.result as unknown as { sfdxAuthUrl: string };
    expect(sfdxAuthUrl)
      .to.match(/^force:\/\/PlatformCLI::/)
      .and.include(new URL(MY_DOMAIN).host);
    const file = join(session.folder, 'auth.txt');
    await writeFile(file, sfdxAuthUrl);
    await sf(['org', 'logout', '--target-org', 'web', '--no-prompt']);
    const again = await sf(['org', 'login', 'sfdx-url', '--sfdx-url-file', file, '--alias', 'again']);
    expect(again.status, again.message).to.equal(0);
    const shown = await sf(['org', 'display', '--target-org', 'again']);
    expect(shown.result).to.include({ connectedStatus: 'Connected', username: started.username });
  });

  it('sets up a loopback and proves it in every context', async () => {
    const setup = await sf(['selfcallout', 'setup', '--target-org', 'again']);
    expect(setup.status, JSON.stringify(setup)).to.equal(0);
    expect(setup.result).to.include({ proven: true, run: 1 });
    const verify = await sf(['selfcallout', 'verify', '--target-org', 'again']);
    expect(verify.status, JSON.stringify(verify)).to.equal(0);
    expect(verify.result).to.include({ proven: true });
  });

  it('was asked for no other name of Salesforce, and is gone with its certificate when it stops', async () => {
    const { result } = await session.json(['selfcallout', 'emulator', 'status']);
    const { notEmulated } = result as unknown as { notEmulated: Array<{ method: string; path: string }> };
    expect(notEmulated.filter(({ path }) => path.includes('.my.salesforce.com'))).to.deep.equal([]);
    await session.json(['selfcallout', 'emulator', 'stop']);
    const left = await access(started.environment['NODE_EXTRA_CA_CERTS'] ?? '').then(
      () => true,
      () => false,
    );
    expect(left).to.equal(false);
  });
});
