import { expect } from 'chai';
import { AUTOPROC_USERNAME, CLI_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import type { OrgState } from '../../../src/emulator/state/orgState.ts';
import { openSession } from '../../../src/emulator/state/sessions.ts';
import { addUser } from '../support/browser.ts';
import { authProviderOrg, consent } from '../support/consents.ts';
import { assign, callout, hostOf, loopbackOrg, putExternalCredential } from '../support/loopback.ts';
import { put } from '../support/component.ts';

const ORG = 'callout:LoopName/services/data/v66.0/query?q=SELECT+Id+FROM+Organization';

/** Ends every access token, as a revocation behind the credential's back would. */
const endSessions = (state: OrgState): void => state.sessions.clear();

const pathsSince = (state: OrgState, count: number): string[] =>
  state.requests.slice(count).map(({ path, operation = '' }) => `${path.split('?')[0]} ${operation}`.trim());

const PER_USER_ACCESS =
  '<externalCredentialPrincipalAccesses><enabled>true</enabled>' +
  '<externalCredentialPrincipal>LoopCredential-Main</externalCredentialPrincipal></externalCredentialPrincipalAccesses>';

describe('emulator: callouts with tokens of a consent', () => {
  it('L29: renews on 401 with the refresh token, once', async () => {
    const emulator = authProviderOrg();
    await consent(emulator);
    const { state } = emulator;
    endSessions(state);
    const before = state.requests.length;
    expect((await callout(hostOf(state), ORG)).status).to.equal(200);
    expect(pathsSince(state, before)).to.deep.equal([
      '/services/data/v66.0/query',
      '/services/oauth2/token refresh_token',
      '/services/data/v66.0/query',
    ]);
  });

  it('L29: never renews on a SOAP fault, but by the way round of a REST call', async () => {
    const emulator = authProviderOrg();
    await consent(emulator);
    const { state } = emulator;
    put(
      state,
      'NamedCredential',
      'LoopName',
      `<label>Loop</label><allowMergeFieldsInBody>true</allowMergeFieldsInBody><namedCredentialParameters><parameterName>Url</parameterName><parameterType>Url</parameterType><parameterValue>${state.org.url}</parameterValue></namedCredentialParameters><namedCredentialParameters><externalCredential>LoopCredential</externalCredential><parameterName>E</parameterName><parameterType>Authentication</parameterType></namedCredentialParameters><namedCredentialType>SecuredEndpoint</namedCredentialType>`,
    );
    const soap = {
      method: 'POST',
      headers: [
        ['Content-Type', 'text/xml'],
        ['SOAPAction', '""'],
      ] as const,
      body:
        '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://soap.sforce.com/2006/04/metadata">' +
        '<s:Header><m:SessionHeader><m:sessionId>{!$Credential.OAuthToken}</m:sessionId></m:SessionHeader></s:Header>' +
        '<s:Body><m:describeMetadata><m:asOfVersion>66.0</m:asOfVersion></m:describeMetadata></s:Body></s:Envelope>',
    };
    const askSoap = (): ReturnType<typeof callout> =>
      callout(hostOf(state), 'callout:LoopName/services/Soap/m/66.0', soap);
    expect((await askSoap()).status).to.equal(200);
    endSessions(state);
    const before = state.requests.length;
    const fault = await askSoap();
    expect(fault.status).to.equal(500);
    expect(fault.body).to.include('INVALID_SESSION_ID');
    expect(state.requests).to.have.length(before + 1);
    expect((await callout(hostOf(state), ORG)).status).to.equal(200);
    expect((await askSoap()).status).to.equal(200);
  });

  it('L29: renews on a further code that the credential names', async () => {
    const { state } = loopbackOrg();
    await callout(hostOf(state), ORG);
    const { send } = state;
    let refused = 0;
    state.send = (request) => {
      if (!request.url.includes('/query') || refused > 0) return send(request);
      refused += 1;
      return Promise.resolve(new Response('', { status: 403 }));
    };
    expect((await callout(hostOf(state), ORG)).status).to.equal(403);
    refused = 0;
    const code =
      '<externalCredentialParameters><parameterName>Code</parameterName><parameterType>AdditionalRefreshStatusCode</parameterType><parameterValue>403</parameterValue></externalCredentialParameters>';
    putExternalCredential(state, `${state.org.url}/services/oauth2/token`, code);
    expect((await callout(hostOf(state), ORG)).status).to.equal(200);
  });

  it('L18: has nothing to renew with where the scopes gave no refresh token', async () => {
    const emulator = authProviderOrg({ scopes: 'api' });
    await consent(emulator);
    const { state } = emulator;
    expect((await callout(hostOf(state), ORG)).status).to.equal(200);
    endSessions(state);
    expect((await callout(hostOf(state), ORG)).status).to.equal(401);
  });

  it('says that expired credentials cannot be refreshed when the refresh token is dead', async () => {
    const emulator = authProviderOrg();
    await consent(emulator);
    const { state } = emulator;
    endSessions(state);
    state.oauth.refreshTokens.clear();
    expect((await callout(hostOf(state), ORG)).refused).to.equal(
      "The expired credentials couldn't be refreshed. Try again later.",
    );
  });

  it('L30: answers 401 to an Authorization header set beside the credential’s own', async () => {
    const emulator = authProviderOrg();
    await consent(emulator);
    const { status } = await callout(hostOf(emulator.state), ORG, { headers: [['Authorization', 'Bearer own']] });
    expect(status).to.equal(401);
  });

  it('L32: uses in a job the tokens of the user who submitted it, and has none for the Automated Process user', async () => {
    const emulator = authProviderOrg({ principal: 'PerUserPrincipal' });
    const { state } = emulator;
    await consent(emulator, { principalType: 'PerUserPrincipal', principalName: undefined });
    addUser(emulator, 'second@selfcallout.example');
    const all =
      '<objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit>' +
      '<allowRead>true</allowRead><object>UserExternalCredential</object></objectPermissions>';
    const set = put(state, 'PermissionSet', 'LoopAccess', `<label>Loop</label>${all}${PER_USER_ACCESS}`);
    for (const username of ['second@selfcallout.example', AUTOPROC_USERNAME]) assign(state, set.id, username);
    for (const context of ['queueable', 'batch'] as const) {
      expect((await callout(hostOf(state, CLI_USERNAME, context), ORG)).status).to.equal(200);
      for (const username of ['second@selfcallout.example', AUTOPROC_USERNAME]) {
        expect((await callout(hostOf(state, username, context), ORG)).refused).to.equal(
          "The external credential isn't fully configured.",
        );
      }
    }
  });

  it('takes the session id of a Visualforce page in a plain callout to the org itself', async () => {
    const { state } = authProviderOrg();
    const { Id: userId } = userNamed(state, CLI_USERNAME);
    const session = (kind: 'visualforce' | 'lightning'): string =>
      openSession(state, { userId, scopes: ['full'], kind }).token;
    const ask = (token: string): ReturnType<typeof callout> =>
      callout(hostOf(state), `${state.org.url}/services/data/v66.0/limits`, {
        headers: [['Authorization', `Bearer ${token}`]],
      });
    expect((await ask(session('visualforce'))).status).to.equal(200);
    expect((await ask(session('lightning'))).status).to.equal(401);
  });
});
