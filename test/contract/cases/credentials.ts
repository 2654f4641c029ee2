import type { LawCase } from '../lawCase.ts';
import {
  credentialBody,
  putAccess,
  putCredentials,
  readCredential,
  told,
  tokenUrl,
  writeCredential,
} from '../loopback.ts';
import {
  assign,
  authProvider,
  calloutTo,
  CODE,
  consentCredential,
  externalCredential,
  newPair,
  outcome,
  principalAccess,
} from '../parts.ts';
import { retrieveOne } from '../retrieveOne.ts';

const noAccess = /^System\.CalloutException: We couldn't access the credential\(s\)/;

export const credentialCases: readonly LawCase[] = [
  {
    id: 'L12',
    what: 'a secret of 101 characters',
    lawful: /max(imum)? length|too large|too long/i,
    run: async (org) => {
      const pair = { key: newPair().key, secret: 's'.repeat(101) };
      return outcome(await org.deploy([authProvider(org, org.name('Long'), pair)]));
    },
  },
  {
    id: 'L12',
    what: 'the secret of an Auth. Provider in a retrieve',
    lawful: /^a placeholder/,
    run: async (org) => {
      const [name, pair] = [org.name('Hidden'), newPair()];
      await org.deploy([authProvider(org, name, pair)]);
      const text = await retrieveOne(org, 'AuthProvider', name);
      return text.includes(pair.secret)
        ? 'the secret'
        : text.includes('<consumerSecret>')
          ? 'a placeholder'
          : 'nothing';
    },
  },
  {
    id: 'L12',
    what: 'another secret over an Auth. Provider that is there',
    lawful: {
      'authProviderSecretOnUpdate: refused': /^AuthProvider\//,
      'authProviderSecretOnUpdate: ignored': /^Succeeded/,
    },
    run: async (org) => {
      const [name, pair] = [org.name('Changed'), newPair()];
      await org.deploy([authProvider(org, name, pair)]);
      return outcome(await org.deploy([authProvider(org, name, { ...pair, secret: newPair().secret })]));
    },
  },
  {
    id: 'L13',
    what: 'the URL suffix of an Auth. Provider that was deleted',
    lawful: /URL Suffix already exists or has been previously used/,
    run: async (org) => {
      const name = org.name('Burnt');
      await org.deploy([authProvider(org, name, newPair())]);
      await org.soap('deleteMetadata', `<type>AuthProvider</type><fullNames>${name}</fullNames>`);
      return outcome(await org.deploy([authProvider(org, name, newPair())]));
    },
  },
  {
    id: 'L14',
    what: 'an Auth. Provider with scopes and without key and secret',
    lawful: /You must enter a value/,
    run: async (org) => {
      const name = org.name('Keyless');
      const xml = `<defaultScopes>api</defaultScopes><friendlyName>${name}</friendlyName><providerType>Salesforce</providerType>`;
      return outcome(await org.deploy([{ type: 'AuthProvider', name, xml }]));
    },
  },
  {
    id: 'L20',
    what: 'an OAuth external credential without anything to get tokens from',
    lawful: /^ExternalCredential\/.*AuthProvider/i,
    run: async (org) => outcome(await org.deploy([externalCredential(org.name('Bare'), undefined)])),
  },
  {
    id: 'L21',
    what: 'a callout without principal access',
    lawful: noAccess,
    run: async (org) => {
      const name = await putCredentials(org, 'Closed');
      return org.apex(calloutTo(`'callout:${name}/services/data'`), CODE);
    },
  },
  {
    id: 'L22',
    what: 'PUT of what is not there, POST of what is',
    lawful: /^404 .*; 409 CONFLICT/,
    run: async (org) => {
      const body = credentialBody(await putAccess(org, 'Twice'), newPair());
      const absent = await writeCredential(org, 'PUT', body);
      await writeCredential(org, 'POST', body);
      return `${told(absent)}; ${told(await writeCredential(org, 'POST', body))}`;
    },
  },
  {
    id: 'L23',
    what: 'the protocol as metadata spells it, and PerUser',
    lawful: /^400 .*; 400 /,
    run: async (org) => {
      const body = credentialBody(await putAccess(org, 'Spelt'), newPair());
      const protocol = await writeCredential(org, 'POST', { ...body, authenticationProtocol: 'Oauth' });
      return `${told(protocol)}; ${told(await writeCredential(org, 'POST', { ...body, principalType: 'PerUser' }))}`;
    },
  },
  {
    id: 'L24',
    what: 'the secret unencrypted',
    lawful: /^400 /,
    run: async (org) => {
      const { key, secret } = newPair();
      const body = credentialBody(await putAccess(org, 'Plain'), { key, secret });
      const credentials = {
        clientId: { value: key, encrypted: false },
        clientSecret: { value: secret, encrypted: false },
      };
      return told(await writeCredential(org, 'POST', { ...body, credentials }));
    },
  },
  {
    id: 'L25',
    what: 'the status of a credential that no app knows',
    lawful: /^Configured/,
    run: async (org) => {
      const name = await putAccess(org, 'Stored');
      await writeCredential(org, 'POST', credentialBody(name, newPair()));
      const { json } = await readCredential(org, name);
      return String((json as { authenticationStatus?: string }).authenticationStatus);
    },
  },
  {
    id: 'L26',
    what: 'the consent URL',
    lawful: /^HTML-escaped/,
    run: async (org) => {
      const name = org.name('Consent');
      await org.deploy([
        authProvider(org, name, newPair()),
        consentCredential(name, name),
        principalAccess(name, name),
      ]);
      await assign(org, name);
      const answer = await org.ask('named-credentials/credential/auth-url/o-auth', {
        method: 'POST',
        body: { externalCredential: name, principalName: 'Main', principalType: 'NamedPrincipal', returnUrl: '/' },
      });
      const { authenticationUrl = '' } = answer.json as { authenticationUrl?: string };
      if (authenticationUrl === '') return told(answer);
      return authenticationUrl.includes('&amp;') ? 'HTML-escaped' : 'not escaped';
    },
  },
  {
    id: 'L27',
    what: 'a callout of a principal without key and secret',
    lawful: /^System\.CalloutException: The external credential isn't fully configured/,
    run: async (org) => {
      const name = await putAccess(org, 'Empty');
      return org.apex(calloutTo(`'callout:${name}/services/data'`), CODE);
    },
  },
  {
    id: 'L28',
    what: 'a callout of a legacy named credential as it was deployed',
    lawful: /^System\.CalloutException: /,
    run: async (org) => {
      const name = org.name('Legacy');
      const xml =
        `<authProvider>${name}</authProvider><endpoint>${org.url}</endpoint><label>${name}</label>` +
        '<oauthScope>api refresh_token</oauthScope><principalType>NamedUser</principalType><protocol>Oauth</protocol>';
      await org.deploy([authProvider(org, name, newPair()), { type: 'NamedCredential', name, xml }]);
      return org.apex(calloutTo(`'callout:${name}/services/data'`), CODE);
    },
  },
  {
    id: 'L29',
    what: '500 as a further status code that renews tokens',
    lawful: /^ExternalCredential\//,
    run: async (org) => {
      const more = [{ name: 'Code', type: 'AdditionalRefreshStatusCode', value: '500' }];
      return outcome(await org.deploy([externalCredential(org.name('Codes'), tokenUrl(org), more)]));
    },
  },
  {
    id: 'L34',
    what: 'storing a credential without principal access',
    lawful: /^(404 NOT_FOUND|.*no access to external credential)/,
    run: async (org) => {
      const name = await putCredentials(org, 'NoAccess');
      return told(await writeCredential(org, 'POST', credentialBody(name, newPair())));
    },
  },
];
