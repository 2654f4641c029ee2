import { expect } from 'chai';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { put } from '../support/component.ts';
import { listen } from '../../../src/emulator/server.ts';
import { CLI_USERNAME, INTEGRATION_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import {
  assign,
  callout,
  hostOf,
  loopbackOrg,
  PRINCIPAL_ACCESS,
  putExternalCredential,
  putNamedCredential,
  putPermissionSet,
  SECRET,
  storeSecret,
} from '../support/loopback.ts';

const ORG = 'callout:LoopName/services/data/v66.0/query?q=SELECT+Id+FROM+Organization';
const noAccess =
  "We couldn't access the credential(s). You might not have the required permissions, or the external credential " +
  '"LoopCredential" might not exist.';
const noEndpoint = (name: string): string =>
  "The callout couldn't access the endpoint. You might not have the required permissions, or the named credential " +
  `"${name}" might not exist.`;

describe('emulator: callouts', () => {
  it('answers through the named credential with a token that the org issued', async () => {
    const { state } = loopbackOrg();
    const { status, body } = await callout(hostOf(state), ORG);
    expect(status).to.equal(200);
    expect(body).to.include(state.org.id);
    expect(state.requests.map(({ origin, path }) => `${origin} ${path.split('?')[0]}`)).to.deep.equal([
      'callout /services/oauth2/token',
      'callout /services/data/v66.0/query',
    ]);
  });

  it('L29: keeps the token, and renews it once after a 401', async () => {
    const { state } = loopbackOrg();
    await callout(hostOf(state), ORG);
    await callout(hostOf(state), ORG);
    expect(state.requests).to.have.length(3);
    state.sessions.clear();
    expect((await callout(hostOf(state), ORG)).status).to.equal(200);
    expect(state.requests.slice(3).map(({ path }) => path.split('?')[0])).to.deep.equal([
      '/services/data/v66.0/query',
      '/services/oauth2/token',
      '/services/data/v66.0/query',
    ]);
  });

  it('is a real HTTP request when the org listens', async () => {
    const emulator = loopbackOrg();
    const server = await listen(emulator);
    try {
      putExternalCredential(emulator.state);
      putNamedCredential(emulator.state);
      expect((await callout(hostOf(emulator.state), ORG)).status).to.equal(200);
      putExternalCredential(emulator.state, 'https://login.salesforce.com/services/oauth2/token');
      storeSecret(emulator.state);
      // L17: the login host is this machine's too, so no secret leaves it.
      expect((await callout(hostOf(emulator.state), ORG)).refused).to.equal(
        'Unable to fetch the OAuth token. Error: invalid_grant. Error description: request not supported on this domain.',
      );
    } finally {
      await server.close();
    }
  });

  it('L21: needs principal access of an assigned permission set, for an administrator too', async () => {
    const { state } = loopbackOrg();
    const before = state.records.get('PermissionSetAssignment');
    state.records.set('PermissionSetAssignment', []);
    expect((await callout(hostOf(state), ORG)).refused).to.equal(noAccess);
    state.records.set('PermissionSetAssignment', before ?? []);
    putPermissionSet(state, '');
    expect((await callout(hostOf(state), ORG)).refused).to.equal(noAccess);
  });

  it('L37: needs Modify All Records of UserExternalCredential for a named principal', async () => {
    const { state } = loopbackOrg();
    const id = putPermissionSet(state);
    assign(state, id, INTEGRATION_USERNAME);
    expect((await callout(hostOf(state, INTEGRATION_USERNAME), ORG)).status).to.equal(200);
    putPermissionSet(state, PRINCIPAL_ACCESS);
    expect((await callout(hostOf(state, INTEGRATION_USERNAME), ORG)).refused).to.equal(noAccess);
    // The administrator's profile has it already.
    expect((await callout(hostOf(state), ORG)).status).to.equal(200);
  });

  it('L27: says that the credential is not fully configured when nothing is stored', async () => {
    const { state } = loopbackOrg();
    state.credentials = [];
    expect((await callout(hostOf(state), ORG)).refused).to.equal("The external credential isn't fully configured.");
  });

  it('tells why no token came, and never the secret', async () => {
    const { state } = loopbackOrg();
    storeSecret(state, `${SECRET}wrong`);
    const { refused } = await callout(hostOf(state), ORG);
    expect(refused).to.equal(
      'Unable to fetch the OAuth token. Error: invalid_client. Error description: invalid client credentials.',
    );
  });

  it('L38: knows no named credential that is absent or whose callouts are disabled', async () => {
    const { state } = loopbackOrg();
    expect((await callout(hostOf(state), 'callout:Nowhere/x')).refused).to.equal(noEndpoint('Nowhere'));
    putNamedCredential(state, '<calloutStatus>Disabled</calloutStatus>');
    expect((await callout(hostOf(state), ORG)).refused).to.equal(noEndpoint('LoopName'));
  });

  it('L39: takes Customize Application in anonymous Apex, and not in compiled code', async () => {
    const { state } = loopbackOrg();
    expect((await callout(hostOf(state, CLI_USERNAME, 'anonymous'), ORG)).status).to.equal(200);
    const profile = state.records.get('Profile')?.find(({ Id }) => Id === userNamed(state, CLI_USERNAME).ProfileId);
    Object.assign(profile ?? {}, { PermissionsCustomizeApplication: false });
    expect((await callout(hostOf(state, CLI_USERNAME, 'anonymous'), ORG)).refused).to.equal(noEndpoint('LoopName'));
    expect((await callout(hostOf(state), ORG)).status).to.equal(200);
  });

  it('L31: fills the token in where the named credential allows merge fields, and nowhere else', async () => {
    const seen: Array<{ header: unknown; body: string; authorization: string }> = [];
    const receiver = createServer((incoming, outgoing) => {
      let body = '';
      incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
      incoming.on('end', () => {
        seen.push({ header: incoming.headers['x-token'], body, authorization: incoming.headers.authorization ?? '' });
        outgoing.end('ok');
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const emulator = loopbackOrg();
    const server = await listen(emulator);
    const { state } = emulator;
    try {
      putExternalCredential(state);
      const send = async (elements: string): Promise<void> => {
        const own = state.org.url;
        state.org.url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
        putNamedCredential(state, elements);
        state.org.url = own;
        const field = '{!$Credential.OAuthToken}';
        await callout(hostOf(state), 'callout:LoopName/x', {
          method: 'POST',
          body: field,
          headers: [['X-Token', field]],
        });
      };
      await send('');
      await send('<allowMergeFieldsInBody>true</allowMergeFieldsInBody>');
      await send(
        '<allowMergeFieldsInHeader>true</allowMergeFieldsInHeader><generateAuthorizationHeader>false</generateAuthorizationHeader>',
      );
    } finally {
      await server.close();
      receiver.close();
      receiver.closeAllConnections();
    }
    const token = state.credentials[0]?.accessToken;
    const field = '{!$Credential.OAuthToken}';
    expect(seen).to.deep.equal([
      { header: field, body: field, authorization: `Bearer ${token}` },
      { header: field, body: token, authorization: `Bearer ${token}` },
      { header: token, body: field, authorization: '' },
    ]);
  });

  it('L44: calls its own My Domain freely and other hosts with a Remote Site Setting only', async () => {
    const { state } = loopbackOrg();
    expect((await callout(hostOf(state), `${state.org.url}/services/data`)).status).to.equal(200);
    const other = 'http://127.0.0.1:9/x';
    expect((await callout(hostOf(state), other)).refused).to.equal(
      `Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${other}`,
    );
    put(state, 'RemoteSiteSetting', 'Other', '<isActive>true</isActive><url>http://127.0.0.1:9</url>');
    state.send = () => Promise.resolve(new Response('there'));
    expect((await callout(hostOf(state), other)).body).to.equal('there');
    put(state, 'RemoteSiteSetting', 'Other', '<isActive>false</isActive><url>http://127.0.0.1:9</url>');
    expect((await callout(hostOf(state), other)).refused).to.include('Unauthorized endpoint');
  });

  for (const [calloutRedirects, status] of [
    ['given', 302],
    ['followed', 200],
  ] as const) {
    it(`L62 (calloutRedirects: ${calloutRedirects}): an answer that redirects`, async () => {
      const { state } = loopbackOrg({ switches: { calloutRedirects } });
      // The home page sends whoever is not logged in to the login page.
      const { status: got, body } = await callout(hostOf(state), `${state.org.url}/apex/Any`);
      expect(got).to.equal(status);
      expect(body?.includes('name="password"')).to.equal(calloutRedirects === 'followed');
    });
  }

  it('L30: takes neither of two Authorization headers', async () => {
    const { state } = loopbackOrg();
    const { status } = await callout(hostOf(state), ORG, { headers: [['Authorization', 'Bearer own']] });
    expect(status).to.equal(401);
  });

  it('L49: marks its callouts', async () => {
    const { state } = loopbackOrg();
    const seen: string[][] = [];
    state.send = ({ headers }) => {
      seen.push(['sfdc_stack_depth', 'user-agent'].map((name) => headers.get(name) ?? ''));
      return Promise.resolve(new Response(''));
    };
    await callout(hostOf(state), `${state.org.url}/x`);
    expect(seen).to.deep.equal([['1', 'SFDC-Callout/68.0']]);
  });

  it('calls nobody beyond this machine', async () => {
    const { state } = loopbackOrg();
    put(state, 'RemoteSiteSetting', 'Other', '<isActive>true</isActive><url>https://example.com</url>');
    expect((await callout(hostOf(state), 'https://example.com/')).refused).to.include('Not emulated');
  });

  it('L61: gives up after the timeout', async () => {
    const { state } = loopbackOrg();
    state.send = () => new Promise(() => undefined);
    const { refused } = await callout(hostOf(state), `${state.org.url}/x`, { timeoutMs: 20 });
    expect(refused).to.equal('Read timed out');
  });
});
