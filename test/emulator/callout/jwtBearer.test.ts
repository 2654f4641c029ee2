import { expect } from 'chai';
import type { Emulator, EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import { ask } from '../support/ask.ts';
import { put } from '../support/component.ts';
import { statusOf } from '../support/consents.ts';
import { PRIVATE_PEM, PUBLIC_PEM } from '../support/keyPair.ts';
import { assign, callout, hostOf, KEY, loopbackOrg, putOauthPolicy } from '../support/loopback.ts';

const ORG = 'callout:LoopName/services/data/v66.0/query?q=SELECT+Id+FROM+Organization';
const FAILED = 'Unable to complete the JWT token exchange.';
const SECONDS = '{!Text(FLOOR((NOW() - DATETIMEVALUE( &quot;1970-01-01 00:00:00&quot; )) * 86400 + 180))}';

const parameter = (name: string, type: string, value: string): string =>
  `<externalCredentialParameters><parameterName>${name}</parameterName><parameterType>${type}</parameterType>` +
  `<parameterValue>${value}</parameterValue></externalCredentialParameters>`;

const claims = { iss: KEY, sub: CLI_USERNAME, aud: '&quot;https://login.salesforce.com&quot;', exp: SECONDS };

const putCredential = ({ state }: Emulator, given: Record<string, string> = claims): void => {
  put(
    state,
    'ExternalCredential',
    'LoopCredential',
    '<authenticationProtocol>Oauth</authenticationProtocol><label>Loop</label>' +
      parameter('Oauth', 'AuthProtocolVariant', 'JwtBearer') +
      parameter('AuthProviderUrl', 'AuthProviderUrl', `${state.org.url}/services/oauth2/token`) +
      '<externalCredentialParameters><certificate>LoopCert</certificate><parameterName>SigningCertificate</parameterName>' +
      '<parameterType>SigningCertificate</parameterType></externalCredentialParameters>' +
      parameter('kid', 'JwtHeaderClaim', 'LoopCert') +
      Object.entries(given)
        .map(([name, value]) => parameter(name, 'JwtBodyClaim', value))
        .join('') +
      parameter('Main', 'NamedPrincipal', ''),
  );
};

const org = (options: EmulatorOptions = {}): Emulator => {
  const emulator = loopbackOrg(options);
  const { state } = emulator;
  state.credentials = [];
  state.vault.privateKeys.set('loopcert', PRIVATE_PEM);
  const parent = '<externalClientApplication>Loop</externalClientApplication>';
  put(state, 'ExtlClntAppGlobalOauthSettings', 'Loop_g', `${parent}<certificate>${PUBLIC_PEM}</certificate>`);
  const named = '<commaSeparatedPermissionSet>Users</commaSeparatedPermissionSet>';
  putOauthPolicy(state, `<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>${named}`);
  assign(state, put(state, 'PermissionSet', 'Users', '<label>Users</label>').id);
  putCredential(emulator);
  return emulator;
};

describe('emulator: callouts by JWT bearer', () => {
  it('signs with the certificate’s private key, and nothing has to be posted before', async () => {
    const emulator = org();
    const { state } = emulator;
    expect(await statusOf(emulator)).to.equal('Configured');
    expect((await callout(hostOf(state), ORG)).status).to.equal(200);
    expect(await statusOf(emulator)).to.equal('Configured');
    expect(JSON.stringify(state.requests)).not.to.include('eyJ');
  });

  it('L29: gets a new token by a new JWT after a 401', async () => {
    const { state } = org();
    await callout(hostOf(state), ORG);
    state.sessions.clear();
    expect((await callout(hostOf(state), ORG)).status).to.equal(200);
  });

  it('has one text for whatever goes wrong', async () => {
    const wrong: ReadonlyArray<(emulator: Emulator) => void> = [
      ({ state }) => state.vault.privateKeys.clear(),
      (emulator) => putCredential(emulator, { ...claims, aud: '&quot;https://evil.example&quot;' }),
      (emulator) => putCredential(emulator, { ...claims, sub: 'nobody@nowhere.example' }),
      (emulator) => putCredential(emulator, { iss: KEY, exp: SECONDS }),
      ({ state }) =>
        void state.records.set(
          'PermissionSetAssignment',
          (state.records.get('PermissionSetAssignment') ?? []).slice(0, 1),
        ),
    ];
    for (const breakIt of wrong) {
      const emulator = org();
      breakIt(emulator);
      expect((await callout(hostOf(emulator.state), ORG)).refused).to.equal(FAILED);
    }
  });

  it('refuses a formula that it does not know by name', async () => {
    const emulator = org();
    putCredential(emulator, { ...claims, sub: '{!$User.Username}' });
    expect((await callout(hostOf(emulator.state), ORG)).refused).to.include(
      'Not emulated: the formula of JWT claim sub',
    );
  });

  it('has to be posted first when the switch says so', async () => {
    const emulator = org({ switches: { jwtBearerStatus: 'notConfigured' } });
    expect(await statusOf(emulator)).to.equal('NotConfigured');
    expect((await callout(hostOf(emulator.state), ORG)).refused).to.include("isn't fully configured");
    const made = await ask(emulator, '/services/data/v66.0/named-credentials/credential', {
      method: 'POST',
      body: {
        externalCredential: 'LoopCredential',
        principalName: 'Main',
        principalType: 'NamedPrincipal',
        authenticationProtocol: 'OAuth',
        authenticationProtocolVariant: 'JwtBearer',
        credentials: {},
      },
    });
    expect(made.status).to.equal(201);
    expect((await callout(hostOf(emulator.state), ORG)).status).to.equal(200);
  });
});
