import { X509Certificate } from 'node:crypto';
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { connect as secure } from 'node:tls';
import { expect } from 'chai';
import { withControl } from '../../../src/emulator/control.ts';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { openFront, type Front } from '../../../src/emulator/hosts/front.ts';
import { sendThrough } from '../../../src/emulator/hosts/sendThrough.ts';
import type { Edition } from '../../../src/emulator/state/editions.ts';
import { CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import { askUrl, putAuthProvider, urlOf } from '../support/consents.ts';
import { put } from '../support/component.ts';
import {
  callout,
  hostOf,
  KEY,
  loopbackOrg,
  putExternalCredential,
  putNamedCredential,
  SECRET,
  storeSecret,
} from '../support/loopback.ts';

const ORG = 'callout:LoopName/services/data/v66.0/query?q=SELECT+Id+FROM+Organization';

const portOf = ({ url }: Front): number => Number(new URL(url).port);

/** A request as a client sends it that has the proxy in its environment and trusts the certificate. */
const ask = (front: Front, url: string, init: RequestInit = {}): Promise<Response> =>
  sendThrough(
    { host: '127.0.0.1', port: portOf(front), certificate: front.certificate },
    new Request(url, { redirect: 'manual', ...init }),
  );

/** What the proxy says to a tunnel. */
const tunnel = (front: Front, path: string): Promise<{ status: number; words: string }> =>
  new Promise((resolve, reject) => {
    plainRequest({ host: '127.0.0.1', port: portOf(front), method: 'CONNECT', path })
      .once('connect', ({ statusCode = 0, statusMessage = '' }: IncomingMessage, socket) => {
        socket.destroy();
        resolve({ status: statusCode, words: statusMessage });
      })
      .once('error', reject)
      .end();
  });

describe('emulator: real host names', () => {
  let front: Front | undefined;

  const open = async (...emulators: Emulator[]): Promise<Front> => {
    front = await openFront({ now: Date.now() });
    for (const emulator of emulators) front.place(emulator);
    return front;
  };

  afterEach(async () => {
    await front?.close();
    front = undefined;
  });

  const domains: Readonly<Record<Edition, string>> = {
    developer: 'selfcallout-emulator-dev-ed.develop.my.salesforce.com',
    scratch: 'selfcallout-emulator.scratch.my.salesforce.com',
    sandbox: 'selfcallout-emulator--dev.sandbox.my.salesforce.com',
    production: 'selfcallout-emulator.my.salesforce.com',
  };
  for (const [edition, domain] of Object.entries(domains)) {
    it(`L17: answers for the My Domain of a ${edition} org, and lets its users in at the login host of its kind alone`, async () => {
      const emulator = createEmulator({ edition: edition as Edition });
      const opened = await open(emulator);
      const { url } = emulator.state.org;
      expect(url).to.equal(`https://${domain}`);
      expect((await ask(opened, `${url}/services/data`)).status).to.equal(200);
      const logIn = async (host: string): Promise<number> => {
        const form = { username: emulator.adminUsername, password: emulator.adminPassword };
        const body = new URLSearchParams(form).toString();
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        const answer = await ask(opened, `https://${host}/login`, { method: 'POST', headers, body });
        const isSecure = answer.headers.get('set-cookie')?.endsWith('; Secure') ?? true;
        return isSecure ? answer.status : 0;
      };
      emulator.state.switches.privilegedLogin = 'password';
      const isTest = edition === 'scratch' || edition === 'sandbox';
      expect([await logIn('login.salesforce.com'), await logIn('test.salesforce.com')]).to.deep.equal(
        isTest ? [200, 302] : [302, 200],
      );
    });
  }

  it('shows a certificate for these names that signs no other, and keeps its key', async () => {
    const opened = await open(createEmulator());
    const certificate = new X509Certificate(opened.certificate);
    for (const name of [...Object.values(domains), 'login.salesforce.com', 'test.salesforce.com']) {
      expect(certificate.checkHost(name), name).not.to.equal(undefined);
    }
    for (const name of ['example.com', 'my.salesforce.com', 'www.salesforce.com', 'x.lightning.force.com']) {
      expect(certificate.checkHost(name), name).to.equal(undefined);
    }
    expect(certificate.ca).to.equal(false);
    expect(opened.certificate).not.to.include('PRIVATE');
  });

  it('is believed by nobody who does not trust the certificate', async () => {
    const opened = await open(createEmulator());
    const raw = connect(portOf(opened), '127.0.0.1');
    raw.write('CONNECT login.salesforce.com:443 HTTP/1.1\r\nhost: login.salesforce.com:443\r\n\r\n');
    await new Promise((resolve) => raw.once('data', resolve));
    const code = await new Promise((resolve) => {
      secure({ socket: raw, servername: 'login.salesforce.com' }).once('error', (error: NodeJS.ErrnoException) =>
        resolve(error.code),
      );
    });
    expect(code).to.equal('DEPTH_ZERO_SELF_SIGNED_CERT');
    raw.destroy();
  });

  it('opens no tunnel to another name or port, says so, and notes it', async () => {
    const emulator = createEmulator();
    const opened = await open(emulator);
    const targets = ['example.com:443', 'x.lightning.force.com:443', 'login.salesforce.com:80', '127.0.0.1:443', 'x'];
    for (const target of targets) {
      const { status, words } = await tunnel(opened, target);
      expect([status, words], target).to.deep.equal([
        501,
        `The emulated org opens no tunnel to ${target}: nothing is asked beyond this machine`,
      ]);
    }
    expect(emulator.state.requests.map(({ method, path, status }) => `${method} ${path} ${status}`)).to.deep.equal(
      targets.map((target) => `CONNECT ${target} 501`),
    );
  });

  it('refuses another org’s My Domain by name, and plain HTTP', async () => {
    const opened = await open(createEmulator());
    const other = await ask(opened, 'https://other.my.salesforce.com/services/data');
    expect([other.status, await other.text()].join(' '))
      .to.include('501')
      .and.include('other.my.salesforce.com');
    const plain = await fetch(`${opened.url}/services/data`);
    expect([plain.status, await plain.text()].join(' '))
      .to.include('501')
      .and.include(domains.developer);
  });

  it('lets the control of the org answer at the proxy itself', async () => {
    const emulator = createEmulator();
    const opened = await open(withControl(emulator, { key: 'the key', pid: 7, stop: () => undefined }));
    const status = await fetch(`${opened.url}/emulator/status`, { headers: { 'x-selfcallout-control': 'the key' } });
    expect(await status.json()).to.include({ pid: 7, url: emulator.state.org.url });
  });

  it('carries callouts of Apex to the org’s own names, and none to a name by plain HTTP', async () => {
    const emulator = loopbackOrg();
    await open(emulator);
    const { state } = emulator;
    putExternalCredential(state);
    putNamedCredential(state);
    const host = hostOf(state);
    const { status, body = '' } = await callout(host, ORG);
    expect([status, body]).to.deep.equal([200, body]);
    expect(body).to.include(state.org.id);
    expect(state.requests.map(({ origin, path }) => `${origin} ${path.split('?')[0]}`)).to.deep.equal([
      'callout /services/oauth2/token',
      'callout /services/data/v66.0/query',
    ]);
    // L44: its own My Domain needs no Remote Site Setting.
    expect((await callout(host, `${state.org.url}/services/data`)).status).to.equal(200);
    const plain = `http://${new URL(state.org.url).host}`;
    put(state, 'RemoteSiteSetting', 'Plain', `<isActive>true</isActive><url>${plain}</url>`);
    expect((await callout(host, `${plain}/services/data`)).refused).to.match(/^Connection refused/);
    putExternalCredential(state, 'https://login.salesforce.com/services/oauth2/token');
    storeSecret(state);
    expect((await callout(host, ORG)).refused).to.include('request not supported on this domain');
  });

  it('carries them still after a reset', async () => {
    const emulator = createEmulator();
    await open(emulator);
    await emulator.reset();
    const { state } = emulator;
    expect((await callout(hostOf(state, CLI_USERNAME), `${state.org.url}/services/data`)).status).to.equal(200);
  });

  it('sends a person to the login host for a consent, and knows the callback by its My Domain', async () => {
    const emulator = loopbackOrg();
    const opened = await open(emulator);
    const { state } = emulator;
    state.credentials = [];
    putAuthProvider(emulator);
    put(
      state,
      'AuthProvider',
      'LoopProvider',
      `<consumerKey>${KEY}</consumerKey><defaultScopes>api</defaultScopes><friendlyName>Loop</friendlyName>` +
        '<isPkceEnabled>true</isPkceEnabled><providerType>Salesforce</providerType>',
    );
    state.vault.providerSecrets.set('loopprovider', SECRET);
    const reference =
      '<authProvider>LoopProvider</authProvider><parameterName>AuthProvider</parameterName><parameterType>AuthProvider</parameterType>';
    put(
      state,
      'ExternalCredential',
      'LoopCredential',
      `<authenticationProtocol>Oauth</authenticationProtocol><label>Loop</label><externalCredentialParameters>${reference}` +
        '</externalCredentialParameters><externalCredentialParameters><parameterName>Main</parameterName>' +
        '<parameterType>NamedPrincipal</parameterType></externalCredentialParameters>',
    );
    const url = new URL(urlOf(await askUrl(emulator)));
    expect(url.origin + url.pathname).to.equal('https://login.salesforce.com/services/oauth2/authorize');
    const callback = `${state.org.url}/services/authcallback/LoopProvider`;
    expect(url.searchParams.get('redirect_uri')).to.equal(callback);
    const refused = await ask(opened, url.href);
    expect(`${refused.status} ${await refused.text()}`).to.include('redirect_uri_mismatch');
    put(
      state,
      'ExtlClntAppGlobalOauthSettings',
      'Loop_g',
      `<externalClientApplication>Loop</externalClientApplication><callbackUrl>${callback}</callbackUrl>`,
    );
    const asked = await ask(opened, url.href);
    expect([asked.status, await asked.text()].join(' '))
      .to.include('200 ')
      .and.include('<h1>Log in</h1>');
  });

  it('has several orgs, each at its own My Domain and reachable for the others', async () => {
    const [one, two] = [createEmulator(), createEmulator()];
    const opened = await open(one, two);
    expect(two.state.org.url).to.equal('https://selfcallout-emulator-2-dev-ed.develop.my.salesforce.com');
    const limits = (org: Emulator, token: string): Promise<Response> =>
      ask(opened, `${org.state.org.url}/services/data/v66.0/limits`, { headers: { authorization: `Bearer ${token}` } });
    expect((await limits(one, one.adminToken)).status).to.equal(200);
    expect((await limits(two, one.adminToken)).status).to.equal(401);
    const { url } = two.state.org;
    put(one.state, 'RemoteSiteSetting', 'Two', `<isActive>true</isActive><url>${url}</url>`);
    expect((await callout(hostOf(one.state, CLI_USERNAME), `${url}/services/data`)).status).to.equal(200);
    expect(two.state.requests.at(-1)).to.include({ origin: 'callout', path: '/services/data' });
  });
});
