import { expect } from 'chai';
import type { Component } from '../../../../src/core/components.ts';
import type { OrgComponent, OrgFacts } from '../../../../src/core/facts.ts';
import { METHODS } from '../../../../src/core/methods/methods.ts';
import { fillPlaceholders } from '../../../../src/core/placeholders.ts';
import { makePlan } from '../../../../src/core/plan/makePlan.ts';
import { deployed, type Plan, type Step } from '../../../../src/core/plan/plan.ts';
import { possibleComponents } from '../../../../src/core/plan/superfluous.ts';
import { render } from '../../../../src/core/render/render.ts';
import { makeSettings, type SettingsInput } from '../../../../src/core/settings/makeSettings.ts';
import { readTemplates } from '../../../../src/disk/readTemplates.ts';
import { changesNothing } from './changesNothing.ts';

const templates = readTemplates();
const MY_DOMAIN = 'https://acme.my.salesforce.com';
const values = {
  myDomainUrl: MY_DOMAIN,
  contactEmail: 'admin@acme.example',
  runAsUser: 'bot@acme.example',
  consumerKey: 'KEY1',
};

const desiredFor = (input: SettingsInput): Component[] => render(makeSettings(input), templates);
const keyOf = ({ type, fullName }: Component): string => `${type}/${fullName}`;

const emptyOrg: OrgFacts = {
  org: {
    id: '00D000000000001EAA',
    name: 'Acme',
    instanceUrl: MY_DOMAIN,
    isSandbox: false,
    organizationType: 'Developer Edition',
    namespacePrefix: null,
  },
  user: {
    id: '005000000000001AAA',
    username: 'admin@acme.example',
    email: 'admin@acme.example',
    missingPermissions: [],
  },
  runAs: {
    id: '005000000000002AAA',
    username: 'bot@acme.example',
    isActive: true,
    isPrivileged: false,
    apiEnabled: true,
  },
  components: new Map(),
  unread: new Set(),
  satellites: new Map(),
  credential: 'Absent',
  assigned: new Set(),
};

/** As a retrieve gives it: never the secret, and a placeholder for an Auth Provider's (L12). */
const asOrgHasIt = ({ files }: Component): OrgComponent => {
  const texts = [...fillPlaceholders('SelfCallout', files, values)].map(
    ([path, text]) => [path, text.replace(/<consumerSecret>.*\n/, '')] as const,
  );
  const xml = texts.find(([path]) => path.endsWith('-meta.xml'))?.[1] ?? '';
  const body = texts.find(([path]) => !path.endsWith('-meta.xml'))?.[1];
  return body === undefined ? { xml } : { xml, body };
};

const orgWith = (input: SettingsInput): OrgFacts => {
  const desired = desiredFor(input);
  return {
    ...emptyOrg,
    components: new Map(
      desired.filter(({ secretBearing }) => !secretBearing).map((each) => [keyOf(each), asOrgHasIt(each)]),
    ),
    unread: new Set(desired.filter(({ secretBearing }) => secretBearing).map(keyOf)),
    credential: 'Configured',
    identityProvider: 'Configured',
    login: 'Configured',
    assigned: new Set(['admin@acme.example']),
    appUsers: new Set(['bot@acme.example']),
  };
};

const planFor = (input: SettingsInput, facts: OrgFacts): Plan =>
  makePlan(makeSettings(input), desiredFor(input), facts);

const inWords = (step: Step): string => {
  switch (step.kind) {
    case 'deploy':
      return `deploy ${step.group}`;
    case 'assign':
      return `assign ${step.permissionSet}`;
    case 'storePair':
      return `store in ${step.in}${step.exists ? ' again' : ''}`;
    case 'consent':
      return `consent ${step.how}`;
    default:
      return step.kind;
  }
};

const stepsOf = ({ steps }: Plan): string[] => steps.map(inWords);

const without = (facts: OrgFacts, ...keys: string[]): OrgFacts => ({
  ...facts,
  components: new Map([...facts.components].filter(([key]) => !keys.includes(key))),
});

const VARIANTS: readonly SettingsInput[] = [
  ...METHODS.map((method) => ({ method })),
  { method: 'auth-provider', appType: 'connected-app', credentialType: 'legacy' },
  { method: 'auth-provider', principalType: 'per-user' },
  { method: 'identity-provider', appType: 'connected-app' },
];

describe('plans of every method', () => {
  it('goes, in an empty org, in the order that loses no secret', () => {
    const first = Object.fromEntries(METHODS.map((method) => [method, stepsOf(planFor({ method }, emptyOrg))]));
    expect(first).to.deep.equal({
      'client-credentials': [
        ...['deploy credentialSide', 'assign SelfCallout', 'store in externalCredential', 'deploy app', 'propagation'],
      ],
      'auth-provider': ['deploy app', 'deploy credentialSide', 'assign SelfCallout', 'propagation', 'consent connect'],
      'jwt-bearer': [
        ...['deploy certificate', 'readCertificate', 'deploy appUsers', 'assign SelfCallout_app', 'deploy app'],
        ...['deploy credentialSide', 'assign SelfCallout', 'propagation'],
      ],
      'identity-provider': [
        ...['deploy credentialSide', 'assign SelfCallout', 'store in identityProvider', 'deploy app', 'propagation'],
        'consent connect',
      ],
      visualforce: ['deploy credentialSide', 'assign SelfCallout'],
      'username-password': [
        ...['tryDeploy', 'deploy credentialSide', 'assign SelfCallout', 'storeLogin', 'deploy app', 'propagation'],
      ],
    });
  });

  it('asks for a new pair exactly where there is an app', () => {
    const pairs = METHODS.map((method) => [method, planFor({ method }, emptyOrg).pair]);
    expect(pairs.filter(([, pair]) => pair !== 'new')).to.deep.equal([['visualforce', 'none']]);
  });

  it('L01: tries to create a Connected App before anything is changed', () => {
    const plan = planFor({ method: 'auth-provider', appType: 'connected-app', credentialType: 'legacy' }, emptyOrg);
    expect(stepsOf(plan)).to.deep.equal([
      ...['tryDeploy', 'deploy app', 'deploy credentialSide', 'assign SelfCallout', 'propagation', 'consent byHand'],
    ]);
    const [tried] = plan.steps;
    expect(tried?.kind === 'tryDeploy' ? tried.components.map(keyOf) : []).to.deep.equal(['ConnectedApp/SelfCallout']);
  });

  for (const input of VARIANTS) {
    it(`has nothing to do where the org has it all: ${Object.values(input).join(', ')}`, () => {
      const plan = planFor(input, orgWith(input));
      expect(plan.components.filter(({ change }) => change !== 'unchanged')).to.deep.equal([]);
      expect(plan).to.include({ pair: 'none' });
      expect(plan.superfluous).to.deep.equal([]);
      expect(changesNothing(plan)).to.equal(true);
    });
  }

  it('asks a callout whether somebody consented, where no file of the org says it', () => {
    const asks = VARIANTS.filter((input) =>
      planFor(input, orgWith(input)).steps.some(({ kind }) => kind === 'consent'),
    );
    expect(asks).to.deep.equal([{ method: 'auth-provider', appType: 'connected-app', credentialType: 'legacy' }]);
  });

  it('L12: deploys Auth Provider and app together, with the same key and secret', () => {
    const [deploy] = planFor({ method: 'auth-provider' }, emptyOrg).steps;
    const holders = (deploy?.kind === 'deploy' ? deploy.components : [])
      .filter(({ files }) => [...files.values()].some((text) => text.includes('__SELFCALLOUT_CONSUMER_SECRET__')))
      .map(({ type }) => type);
    expect(holders).to.deep.equal(['AuthProvider', 'ExtlClntAppGlobalOauthSettings']);
  });

  it('L02: a Connected App that changes is deployed without key and secret, and needs no pair', () => {
    const input = { method: 'auth-provider', appType: 'connected-app' };
    const plan = planFor({ ...input, label: 'Other' }, orgWith(input));
    const [app] = deployed(plan, 'app');
    expect([...(app?.files.values() ?? [])].join(''))
      .to.contain('<label>Other<')
      .and.to.not.match(/consumer(Key|Secret)/);
    expect(plan.pair).to.equal('none');
  });

  it('L13: answers a suffix that is used or burnt with a free one, wherever it stands', () => {
    const plan = planFor(
      { method: 'auth-provider' },
      { ...emptyOrg, usedSuffixes: new Set(['SelfCallout', 'SelfCallout2']) },
    );
    const provider = plan.components.find(({ component }) => component.type === 'AuthProvider')?.component;
    expect(provider?.fullName).to.equal('SelfCallout3');
    expect([...(provider?.files.keys() ?? [])]).to.deep.equal(['authproviders/SelfCallout3.authprovider-meta.xml']);
    const text = plan.components.flatMap(({ component }) => [...component.files.values()]).join('\n');
    expect(text).to.contain('<authProvider>SelfCallout3</authProvider>');
    expect(text).to.contain(`<callbackUrl>${MY_DOMAIN}/services/authcallback/SelfCallout3</callbackUrl>`);
    expect(text).to.not.match(/authcallback\/SelfCallout<|<authProvider>SelfCallout</);
  });

  it('L13: goes on with the suffix that the org already has', () => {
    const facts = orgWith({ method: 'auth-provider' });
    const rename = (key: string): string => key.replace('AuthProvider/SelfCallout', 'AuthProvider/SelfCallout2');
    const components = new Map(
      [...facts.components].map(([key, { xml, ...rest }]) => [
        rename(key),
        { xml: xml.replace('<authProvider>SelfCallout<', '<authProvider>SelfCallout2<'), ...rest },
      ]),
    );
    const used = { ...facts, components, usedSuffixes: new Set(['SelfCallout', 'SelfCallout2']) };
    expect(changesNothing(planFor({ method: 'auth-provider' }, used))).to.equal(true);
  });

  it('L12: takes a new suffix where the app is gone, since nobody knows the secret of the Auth Provider any more', () => {
    const facts = { ...orgWith({ method: 'auth-provider' }), unread: new Set<string>() };
    const plan = planFor({ method: 'auth-provider' }, facts);
    expect(plan.pair).to.equal('new');
    expect(plan.components[0]?.component.fullName).to.equal('SelfCallout2');
    expect(stepsOf(plan)).to.include('consent connect');
  });

  it('reads key and secret back where the Auth Provider alone is gone', () => {
    const facts = without(orgWith({ method: 'auth-provider' }), 'AuthProvider/SelfCallout');
    const plan = planFor({ method: 'auth-provider' }, facts);
    expect(plan.pair).to.equal('readBack');
    expect(stepsOf(plan)).to.deep.equal(['deploy app', 'assign SelfCallout', 'consent connect']);
  });

  it('asks for the consent that is missing, and for nothing else', () => {
    for (const method of ['auth-provider', 'identity-provider']) {
      const plan = planFor({ method }, { ...orgWith({ method }), credential: 'NotConfigured' });
      // An Auth Provider's key is asked after: an earlier run may have ended before the org knew it.
      const first = method === 'auth-provider' ? ['propagation'] : [];
      expect(stepsOf(plan), method).to.deep.equal(['assign SelfCallout', ...first, 'consent connect']);
    }
  });

  it('knows the key of a JWT app by the claim of the credential, and reads it where that is gone', () => {
    const facts = orgWith({ method: 'jwt-bearer' });
    const plan = planFor({ method: 'jwt-bearer', label: 'Other' }, facts);
    const credential = plan.components.find(({ component }) => component.type === 'ExternalCredential')?.component;
    expect([...(credential?.files.values() ?? [])].join('')).to.contain('<parameterValue>KEY1<');
    expect(plan.pair).to.equal('none');
    const lost = planFor({ method: 'jwt-bearer' }, without(facts, 'ExternalCredential/SelfCallout'));
    expect(lost.pair).to.equal('readKey');
    expect(stepsOf(lost)).to.deep.equal(['deploy credentialSide', 'assign SelfCallout']);
  });

  it('never deploys a certificate again, which would make another key', () => {
    const facts = { ...orgWith({ method: 'jwt-bearer' }), unread: new Set<string>() };
    const steps = stepsOf(planFor({ method: 'jwt-bearer' }, facts));
    expect(steps).to.include('readCertificate').and.to.not.include('deploy certificate');
  });

  it('assigns the permission set of the app to whom the assertion names, once', () => {
    const facts = { ...orgWith({ method: 'jwt-bearer' }), appUsers: new Set<string>() };
    expect(planFor({ method: 'jwt-bearer' }, facts).steps).to.deep.include({
      kind: 'assign',
      permissionSet: 'SelfCallout_app',
      userIds: ['005000000000002AAA'],
    });
  });

  it('refuses an app whose name an app of the other kind has', () => {
    const facts = orgWith({ method: 'auth-provider' });
    const plan = planFor({ method: 'auth-provider', appType: 'connected-app' }, facts);
    expect(plan.components.find(({ change }) => change === 'blocked')).to.include({ problem: 'AppTypeTaken' });
  });

  it('asks for what any method may have left', () => {
    const known = new Set(possibleComponents('SelfCallout').map(({ type, fullName }) => `${type}/${fullName}`));
    for (const input of VARIANTS) {
      const missing = desiredFor(input).filter((each) => !each.secretBearing && !known.has(keyOf(each)));
      expect(missing.map(keyOf)).to.deep.equal([]);
    }
  });
});

describe('plans that switch the method', () => {
  const switched = (from: string, to: string): Plan => planFor({ method: to }, orgWith({ method: from }));
  const names = ({ superfluous }: Plan): string[] => superfluous.map(({ type, fullName }) => `${type}/${fullName}`);

  it('says what to add, what becomes superfluous, and changes no client class', () => {
    const plan = switched('client-credentials', 'auth-provider');
    expect(
      plan.components.filter(({ change }) => change === 'created').map(({ component }) => keyOf(component)),
    ).to.deep.equal(['AuthProvider/SelfCallout']);
    expect(
      plan.components.some(({ component, change }) => component.type === 'ApexClass' && change !== 'unchanged'),
    ).to.equal(false);
    expect(names(plan)).to.deep.equal([]);
    expect(names(switched('jwt-bearer', 'client-credentials'))).to.deep.equal([
      ...['Certificate/SelfCallout', 'PermissionSet/SelfCallout_app'],
    ]);
    expect(names(switched('auth-provider', 'visualforce'))).to.include.members([
      ...['AuthProvider/SelfCallout', 'ExternalCredential/SelfCallout', 'NamedCredential/SelfCallout'],
      'ExternalClientApplication/SelfCallout',
    ]);
  });

  it('deploys the app first, with the new callback, and without the key and secret that it has', () => {
    for (const [from, to] of [
      ['client-credentials', 'identity-provider'],
      ['auth-provider', 'client-credentials'],
      ['auth-provider', 'identity-provider'],
      ['client-credentials', 'auth-provider'],
    ] as const) {
      const plan = switched(from, to);
      expect(stepsOf(plan)[0], `${from} to ${to}`).to.equal('deploy app');
      expect(plan.pair, `${from} to ${to}`).to.equal('readBack');
      const global = deployed(plan, 'app').find(({ secretBearing }) => secretBearing);
      expect([...(global?.files.values() ?? [])].join(''), `${from} to ${to}`)
        .to.contain('<callbackUrl>')
        .and.to.not.match(/consumer(Key|Secret)>/);
    }
  });

  it('stores the pair again, or asks for consent again, whatever the credential says of its old method', () => {
    expect(stepsOf(switched('auth-provider', 'client-credentials'))).to.include('store in externalCredential again');
    expect(stepsOf(switched('client-credentials', 'auth-provider'))).to.include('consent connect');
    expect(stepsOf(switched('identity-provider', 'auth-provider'))).to.include('consent connect');
  });
});
