import type { LawCase } from '../lawCase.ts';
import {
  appItems,
  clientApp,
  GLOBAL,
  globalSettings,
  newPair,
  oauthPolicy,
  oauthSettings,
  outcome,
  RUN_AS_ON,
} from '../parts.ts';
import { makeApp, pairOverRest } from '../makeApp.ts';
import { deployApp } from '../deployApp.ts';
import { retrieveOne } from '../retrieveOne.ts';

export const appCases: readonly LawCase[] = [
  {
    id: 'L01',
    what: 'creating a Connected App',
    lawful: { 'connectedAppCreation: blocked': /^ConnectedApp\//, 'connectedAppCreation: allowed': /^Succeeded$/ },
    run: async (org) => {
      const xml =
        `<contactEmail>nobody@example.com</contactEmail><label>${org.name('Classic')}</label>` +
        '<oauthConfig><callbackUrl>https://example.com/callback</callbackUrl><scopes>Api</scopes></oauthConfig>';
      return outcome(await org.deploy([{ type: 'ConnectedApp', name: org.name('Classic'), xml }]));
    },
  },
  {
    id: 'L02',
    what: 'a consumer key that another app has',
    lawful: /consumer key is already taken|^a key of its own/i,
    run: async (org) => {
      const pair = newPair();
      await deployApp(org, appItems(org, org.name('Key'), pair));
      const did = await deployApp(org, appItems(org, org.name('Key2'), pair));
      if (!did.startsWith('Succeeded')) return did;
      const text = await retrieveOne(org, GLOBAL, `${org.name('Key2')}_glbloauth`);
      return text.includes(pair.key) ? 'two apps of one key' : 'a key of its own';
    },
  },
  {
    id: 'L03',
    what: 'a policy under another name, once the app is there',
    lawful: /duplicate value found/,
    run: async (org) => {
      const name = org.name('Policy');
      await org.deploy([clientApp(name)]);
      return outcome(await org.deploy([oauthPolicy(name, '', '', `${name}_other`)]));
    },
  },
  {
    id: 'L04',
    what: 'settings of an app that is not there',
    lawful: /INVALID_CROSS_REFERENCE_KEY|no ExternalClientApplication/,
    run: async (org) => outcome(await org.deploy([oauthSettings(org.name('Orphan'))])),
  },
  {
    id: 'L05',
    what: 'an app that names another org’s app',
    lawful: /^ExternalClientApplication\//,
    run: async (org) => {
      const name = org.name('Foreign');
      const xml = `<contactEmail>nobody@example.com</contactEmail><distributionState>Local</distributionState><label>${name}</label><orgScopedExternalApp>00Dxx0000000001EAA:${name}</orgScopedExternalApp>`;
      await org.deploy([clientApp(name)]);
      return outcome(await org.deploy([{ type: 'ExternalClientApplication', name, xml }]));
    },
  },
  {
    id: 'L07',
    what: 'PKCE where the settings leave it out',
    lawful: /^<isPkceRequired>true/,
    run: async (org) => {
      const name = org.name('Pkce');
      await deployApp(org, appItems(org, name, newPair()));
      const text = await retrieveOne(org, GLOBAL, `${name}_glbloauth`);
      return /<isPkceRequired>\w*<\/isPkceRequired>/.exec(text)?.[0] ?? 'no isPkceRequired';
    },
  },
  {
    id: 'L08',
    what: 'an element that is gone at the deploy’s version (isNamedUserJwtEnabled at 64.0)',
    lawful: /isNamedUserJwtEnabled/,
    run: async (org) => {
      const name = org.name('Version');
      const policy = oauthPolicy(name, '', '<isNamedUserJwtEnabled>true</isNamedUserJwtEnabled>');
      return outcome(await org.deploy([clientApp(name), policy], { version: '64.0' }));
    },
  },
  {
    id: 'L09',
    what: 'client credentials in a policy without a user to run as',
    lawful: /Enter a valid execution user/,
    run: async (org) => {
      const name = org.name('NoUser');
      return deployApp(org, [...appItems(org, name, newPair()).slice(0, 3), oauthPolicy(name, '', RUN_AS_ON)]);
    },
  },
  {
    id: 'L11',
    what: 'key and secret over REST, by the setting enableClientSecretInRestApiAccess',
    lawful: /^(false: 403 .*not currently enabled|true: 200 with a secret)/,
    run: async (org) => {
      const { name } = await makeApp(org, 'Readback');
      const settings = await retrieveOne(org, 'Settings', 'ExternalClientApp');
      const isOn = /<enableClientSecretInRestApiAccess>true</.test(settings);
      const { status, message, pair } = await pairOverRest(org, name);
      return `${isOn}: ${status} ${pair ? 'with a secret' : message}`;
    },
  },
  {
    id: 'L19',
    what: 'key and secret of the first global OAuth settings',
    lawful: { 'ecaSecretOnDeploy: honoured': /^the key given/, 'ecaSecretOnDeploy: ignored': /^a key of its own/ },
    run: async (org) => {
      const [name, pair] = [org.name('Given'), newPair()];
      await deployApp(org, appItems(org, name, pair));
      const text = await retrieveOne(org, GLOBAL, `${name}_glbloauth`);
      if (!text.includes('<consumerKey>')) return `no key: ${text.slice(0, 200)}`;
      return text.includes(pair.key) ? 'the key given' : 'a key of its own';
    },
  },
  {
    id: 'L33',
    what: 'a run-as user without API Only access',
    lawful: { 'runAsUserApiOnly: false': /^Succeeded/, 'runAsUserApiOnly: true': /valid execution user/ },
    run: async (org) => deployApp(org, appItems(org, org.name('RunAs'), newPair())),
  },
  {
    id: 'L35',
    what: 'the consumer secret in a retrieve',
    lawful: { 'retrieveReturnsSecret: true': /^in clear/, 'retrieveReturnsSecret: false': /^not shown/ },
    run: async (org) => {
      const name = org.name('Shown');
      const pair = newPair();
      await deployApp(org, appItems(org, name, pair));
      const text = await retrieveOne(org, GLOBAL, `${name}_glbloauth`);
      const shown = /<consumerSecret>([^<]*)</.exec(text)?.[1] ?? '';
      if (!text.includes('<consumerKey>')) return 'no settings';
      return /^\w{20,}$/.test(shown) ? 'in clear' : 'not shown';
    },
  },
  {
    id: 'L36',
    what: 'global OAuth settings in a zip',
    lawful: {
      'globalOauthByDeploy: accepted': /^Succeeded/,
      'globalOauthByDeploy: refused': /Not available for deploy/i,
    },
    run: async (org) => outcome(await org.deploy(appItems(org, org.name('Zip'), newPair()))),
  },
  {
    id: 'L60',
    what: 'a policy that names a permission set which is not there',
    lawful: /INVALID_CROSS_REFERENCE_KEY|no PermissionSet/,
    run: async (org) => {
      const name = org.name('NoSet');
      const named = `<commaSeparatedPermissionSet>${name}Set</commaSeparatedPermissionSet>`;
      return outcome(await org.deploy([clientApp(name), oauthPolicy(name, named)]));
    },
  },
  {
    id: 'L60',
    what: 'a policy that names a permission set of the same deploy',
    lawful: {
      'policyPermissionSet: orgOrDeploy': /^Succeeded/,
      'policyPermissionSet: orgOnly': /INVALID_CROSS_REFERENCE_KEY|no PermissionSet/,
    },
    run: async (org) => {
      const name = org.name('WithSet');
      const set = { type: 'PermissionSet', name, xml: `<label>${name}</label>` };
      const policy = oauthPolicy(name, `<commaSeparatedPermissionSet>${name}</commaSeparatedPermissionSet>`);
      return outcome(await org.deploy([set, clientApp(name), policy]));
    },
  },
  {
    id: 'L74',
    what: 'key and secret in a deploy over an existing app',
    lawful: {
      'ecaSecretOnUpdate: ignored': /^kept its key/,
      'ecaSecretOnUpdate: refused': /^Extl/,
      'ecaSecretOnUpdate: honoured': /^took the new key/,
    },
    run: async (org) => {
      const [name, other] = [org.name('Again'), newPair()];
      await deployApp(org, appItems(org, name, newPair()));
      const did = await deployApp(org, [globalSettings(name, other)]);
      if (!did.startsWith('Succeeded')) return did;
      const text = await retrieveOne(org, GLOBAL, `${name}_glbloauth`);
      return text.includes(other.key) ? 'took the new key' : 'kept its key';
    },
  },
];
