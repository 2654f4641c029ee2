import { expect } from 'chai';
import { INTEGRATION_USERNAME, CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import { ask, tokenOf } from '../support/ask.ts';
import { browse } from '../support/browser.ts';
import { loopbackOrg } from '../support/loopback.ts';

const frontdoorUri = ({ body }: { body: unknown }): string => (body as { frontdoor_uri: string }).frontdoor_uri;

describe('emulator: single access', () => {
  it('logs a browser in once, at the path that was asked for', async () => {
    const emulator = loopbackOrg();
    const path = '/lightning/setup/NamedCredential/home';
    const answer = await ask(emulator, `/services/oauth2/singleaccess?redirect_uri=${encodeURIComponent(path)}`);
    const { open } = browse(emulator);
    const seen = await open(frontdoorUri(answer));
    expect(seen.text).to.include('LoopName');
    expect(new URL(seen.url).pathname).to.equal(path);
    const other = browse(emulator);
    expect((await other.open(frontdoorUri(answer))).text).to.include('used or has expired');
    expect((await other.open('/')).text).to.include('Log in');
  });

  it('forgets a link after a minute', async () => {
    let now = 1_000_000;
    const emulator = loopbackOrg({ now: () => now });
    const answer = await ask(emulator, '/services/oauth2/singleaccess', { method: 'POST' });
    now += 60_000;
    expect((await browse(emulator).open(frontdoorUri(answer))).text).to.include('used or has expired');
  });

  it('leads to no other host', async () => {
    const emulator = loopbackOrg();
    for (const target of ['https://evil.example/x', '//evil.example/x', '/\\evil.example']) {
      const path = `/services/oauth2/singleaccess?redirect_uri=${encodeURIComponent(target)}`;
      const seen = await browse(emulator).open(frontdoorUri(await ask(emulator, path)));
      expect(new URL(seen.url).host).to.equal(new URL(emulator.state.org.url).host);
    }
  });

  for (const privilegedLogin of ['passkey', 'password'] as const) {
    const needed = privilegedLogin === 'passkey';
    it(`L72 (privilegedLogin: ${privilegedLogin}): administrators ${needed ? 'need more than' : 'log in with'} a password`, async () => {
      for (const edition of ['production', 'developer'] as const) {
        const emulator = loopbackOrg({ edition, switches: { privilegedLogin } });
        const { logIn } = browse(emulator);
        const { text } = await logIn();
        expect(text.includes('passkey'), edition).to.equal(needed && edition === 'production');
        // A link that a token opens asks for none.
        const answer = await ask(emulator, '/services/oauth2/singleaccess', { method: 'POST' });
        expect((await browse(emulator).open(frontdoorUri(answer))).text).to.include(CLI_USERNAME);
      }
    });
  }

  it('takes a token for pages only, and L73: of a user who has pages', async () => {
    const emulator = loopbackOrg();
    const narrow = await ask(emulator, '/services/oauth2/singleaccess', { token: tokenOf(emulator, CLI_USERNAME) });
    expect(narrow).to.include({ status: 403 });
    const token = tokenOf(emulator, INTEGRATION_USERNAME);
    const session = emulator.state.sessions.get(token);
    if (session) session.scopes = ['api', 'web'];
    expect((await ask(emulator, '/services/oauth2/singleaccess', { token })).status).to.equal(400);
    expect((await ask(emulator, '/services/oauth2/singleaccess', { token: 'x' })).status).to.equal(401);
  });

  it('opens the front door with a session id, too, and logs out', async () => {
    const emulator = loopbackOrg();
    const { open } = browse(emulator);
    const seen = await open(`/secur/frontdoor.jsp?sid=${encodeURIComponent(emulator.adminToken)}&retURL=%2F`);
    expect(seen.text).to.include(CLI_USERNAME);
    await open('/secur/logout.jsp');
    expect((await open('/')).text).to.include('name="password"');
  });
});
