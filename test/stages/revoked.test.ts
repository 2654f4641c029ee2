import { expect } from 'chai';
import { admittedChoices } from '../../scripts/demo/combinations.ts';
import { METHOD_ROWS } from '../../src/core/methods/methods.ts';
import type { RequestRecord } from '../../src/emulator/state/orgState.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { makeHuman } from '../../scripts/human.ts';
import { makeRig, type Rig } from './support.ts';

const switches = { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed' } as const;

/** Ends the very token that the loopback has: a credential puts it where its merge field stands, and learns nothing of it. */
const revoke = (token: string): string => `
  revocation = SelfCallout.newRequest('POST', '/services/oauth2/revoke');
  revocation.setHeader('Content-Type', 'application/x-www-form-urlencoded');
  revocation.setBody('token=' + ${token});
  System.assertEquals(200, new Http().send(revocation).getStatusCode());`;

/** One transaction: the token goes, REST calls, the new one goes as well, SOAP calls. */
const transaction = (token: string): string => `
  HttpRequest revocation;
  System.assertEquals(200, SelfCallout.get('/limits').statusCode);
  ${revoke(token)}
  System.assertEquals(200, SelfCallout.get('/limits').statusCode);
  ${revoke(token)}
  System.assert(SelfCalloutSoap.call('m', '<describeMetadata/>').contains('metadataObjects'));`;

const resource = ({ path, operation }: RequestRecord): string =>
  operation ?? path.replace(/[?].*/, '').split('/').at(-1) ?? '';

const isGrant = /^(client_credentials|refresh_token|urn:.*:jwt-bearer|password)$/;

describe('a token that is revoked behind the back of the loopback', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  const withToken = [...admittedChoices].filter(([, { method }]) => method !== 'visualforce');
  for (const [means, choice] of withToken) {
    it(`L29: is renewed in one transaction, for REST by 401 and for SOAP the way round: ${means}`, async () => {
      rig = await makeRig({ switches });
      const human = makeHuman(CLI_USERNAME, rig.emulator.adminPassword);
      rig.ports.browser = { open: (url) => human.consent(url).then(() => true) };
      expect((await rig.setup({ ...choice, browser: true })).report.outcome).to.equal('proven');
      const { requests } = rig.emulator.state;
      requests.length = 0;
      const apexHasIt = METHOD_ROWS[choice.method].credentialType.none === true;
      const apex = transaction(apexHasIt ? 'SelfCalloutAuth.token()' : "'{!$Credential.OAuthToken}'");
      const ran = await rig.ports.org.runAnonymous(apex, new AbortController().signal);
      expect(ran, ran.problem).to.include({ success: true });
      const called = requests.filter(({ origin }) => origin === 'callout');
      const told = called.map(
        (request) => `${isGrant.test(resource(request)) ? 'token' : resource(request)} ${request.status}`,
      );
      const first = apexHasIt ? ['token 200', 'limits 200'] : ['limits 200'];
      const renewal = apexHasIt ? ['token 200'] : ['query 401', 'token 200', 'query 200'];
      expect(told).to.deep.equal([
        ...first,
        'revoke 200',
        ...['limits 401', 'token 200', 'limits 200'],
        'revoke 200',
        ...['describeMetadata 500', ...renewal, 'describeMetadata 200'],
      ]);
    });
  }

  it('leaves visualforce alone, which has a session and no token', async () => {
    rig = await makeRig();
    expect((await rig.setup({ method: 'visualforce' })).report.outcome).to.equal('proven');
    const apex = `
      System.assertEquals(200, SelfCallout.get('/limits').statusCode);
      SelfCalloutAuth.renew();
      System.assertEquals(200, SelfCallout.get('/limits').statusCode);`;
    const ran = await rig.ports.org.runAnonymous(apex, new AbortController().signal);
    expect(ran, ran.problem).to.include({ success: true });
    expect(
      rig.emulator.state.requests.map(({ path }) => path).filter((path) => path.includes('oauth2/token')),
    ).to.deep.equal([]);
  });
});
