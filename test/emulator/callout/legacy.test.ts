import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { INTEGRATION_USERNAME } from '../../../src/emulator/state/users.ts';
import { browse } from '../support/browser.ts';
import { put } from '../support/component.ts';
import { authProviderOrg } from '../support/consents.ts';
import { callout, hostOf } from '../support/loopback.ts';

const ORG = 'callout:LoopName/services/data/v66.0/query?q=SELECT+Id+FROM+Organization';

const org = (principalType = 'NamedUser'): { emulator: Emulator; id: string } => {
  const emulator = authProviderOrg();
  const { state } = emulator;
  // A legacy credential asks for no principal access.
  state.records.set('PermissionSetAssignment', []);
  const { id } = put(
    state,
    'NamedCredential',
    'LoopName',
    `<authProvider>LoopProvider</authProvider><endpoint>${state.org.url}</endpoint><label>Loop</label>` +
      `<oauthScope>api refresh_token</oauthScope><principalType>${principalType}</principalType><protocol>Oauth</protocol>`,
  );
  return { emulator, id };
};

const editPage = (id: string): string =>
  `/lightning/setup/NamedCredential/page?address=${encodeURIComponent(`/${id}`)}`;

/** Edits and saves, as a person must. */
const authenticate = async (emulator: Emulator, id: string): Promise<string> => {
  const { logIn, open, submit } = browse(emulator);
  await logIn();
  const consent = await submit(await open(editPage(id)), { startAuthentication: 'true' });
  return (await submit(consent, { decision: 'allow' })).text;
};

describe('emulator: legacy named credentials', () => {
  it('L28: are not authenticated by their deploy: somebody has to edit and save them', async () => {
    const { emulator, id } = org();
    const { state } = emulator;
    expect((await callout(hostOf(state), ORG)).refused).to.include("isn't authenticated");
    expect(await authenticate(emulator, id)).to.include('<dd>Authenticated</dd>');
    expect((await callout(hostOf(state), ORG)).status).to.equal(200);
    expect((await callout(hostOf(state, INTEGRATION_USERNAME), ORG)).status).to.equal(200);
  });

  it('L29: renew on 401 with the refresh token', async () => {
    const { emulator, id } = org();
    const { state } = emulator;
    await authenticate(emulator, id);
    state.sessions.clear();
    expect((await callout(hostOf(state), ORG)).status).to.equal(200);
    state.sessions.clear();
    state.oauth.refreshTokens.clear();
    expect((await callout(hostOf(state), ORG)).refused).to.include("couldn't be refreshed");
  });

  it('hold a per-user one’s tokens for that user alone', async () => {
    const { emulator, id } = org('PerUser');
    await authenticate(emulator, id);
    expect((await callout(hostOf(emulator.state), ORG)).status).to.equal(200);
    expect((await callout(hostOf(emulator.state, INTEGRATION_USERNAME), ORG)).refused).to.include(
      "isn't authenticated",
    );
  });

  it('start nothing without the box ticked, and show their page to those who may see Setup', async () => {
    const { emulator, id } = org();
    expect((await browse(emulator).open(editPage(id))).text).to.include('Log in');
    const { logIn, open, submit } = browse(emulator);
    await logIn();
    const saved = await submit(await open(editPage(id)), {});
    expect(saved.text).to.include('<dd>Pending</dd>');
    expect((await open(editPage('0XA000000000000'))).status).to.equal(404);
    expect((await open('/lightning/setup/NamedCredential/home')).text).to.include('LoopName');
  });
});
