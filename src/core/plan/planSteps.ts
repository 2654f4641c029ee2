import type { Component } from '../components.ts';
import type { OrgFacts } from '../facts.ts';
import { type ComponentNames, componentNames } from '../names.ts';
import { METHOD_ROWS } from '../methods/methods.ts';
import { placeholder } from '../placeholders.ts';
import type { Method, Settings } from '../settings.ts';
import { appOf } from './appVariants.ts';
import type { DeployGroup, PairSource, Step } from './plan.ts';

/** Types that are deployed with the app: an Auth Provider has the same key and secret, for ever (L12). */
const APP_TYPES: ReadonlySet<string> = new Set([
  'AuthProvider',
  'ConnectedApp',
  'ExternalClientApplication',
  'ExtlClntAppOauthSettings',
  'ExtlClntAppGlobalOauthSettings',
  'ExtlClntAppOauthConfigurablePolicies',
  'ExtlClntAppConfigurablePolicies',
]);

const groupOf = ({ type, fullName }: Component, names: ComponentNames): DeployGroup => {
  if (type === 'Certificate') return 'certificate';
  if (type === 'PermissionSet' && fullName === names.appPermissionSet) return 'appUsers';
  return APP_TYPES.has(type) ? 'app' : 'credentialSide';
};

/** What there is to do, before it is put in order. */
export type Work = {
  /** What is created or changed. */
  differing: readonly Component[];
  created: readonly Component[];
  /** Auth Providers that get this org's addresses and keep their secret. */
  moving: readonly Component[];
  pair: PairSource;
  /** Key and secret, or the login, have to be stored. */
  store: boolean;
  /** The app served another method so far. */
  switched: boolean;
  /** The app stays and the loopback calls another org. */
  isMoved: boolean;
};

const isConsentMissing = (settings: Settings, facts: OrgFacts, { differing, pair, switched }: Work): boolean => {
  if (!METHOD_ROWS[settings.method].needsConsent) return false;
  if (settings.adopted !== undefined && settings.credentialType === 'legacy') return facts.unsaved === true;
  const ends = settings.credentialType === 'legacy' ? ['AuthProvider', 'NamedCredential'] : ['AuthProvider'];
  if (switched || pair === 'new' || differing.some(({ type }) => ends.includes(type))) return true;
  return settings.credentialType === 'external' && facts.credential !== 'Configured';
};

type Part =
  | DeployGroup
  | 'endApps'
  | 'endLeft'
  | 'moveProvider'
  | 'try'
  | 'readCertificate'
  | 'assignApp'
  | 'assign'
  | 'store'
  | 'propagation'
  | 'consent';

/** The order by method; its reasons are in `Plan.steps`. A part that a run has no need of makes no step. */
const ORDER: Readonly<Record<Method, readonly Part[]>> = {
  'client-credentials': ['credentialSide', 'assign', 'store', 'app', 'propagation'],
  'auth-provider': ['try', 'app', 'credentialSide', 'assign', 'propagation', 'consent'],
  'jwt-bearer': [
    ...(['certificate', 'readCertificate', 'appUsers', 'assignApp', 'app'] as const),
    ...(['credentialSide', 'assign', 'propagation'] as const),
  ],
  'identity-provider': ['try', 'credentialSide', 'assign', 'store', 'app', 'propagation', 'consent'],
  visualforce: ['credentialSide', 'assign'],
  'username-password': ['try', 'credentialSide', 'assign', 'store', 'app', 'propagation'],
};

/** An app that is switched or moved comes first: no secret can be lost, and what it was before can be told until it is done. */
const orderOf = ({ method }: Settings, { switched, isMoved }: Work): readonly Part[] => {
  const order = ORDER[method];
  const isAppFirst = (switched || isMoved) && order.indexOf('app') > order.indexOf('credentialSide');
  const parts = isAppFirst ? (['app', ...order.filter((part) => part !== 'app')] as const) : order;
  return [
    'endApps',
    ...parts.flatMap((part): readonly Part[] =>
      part === 'credentialSide' ? ['moveProvider', 'credentialSide', 'endLeft'] : [part],
    ),
  ];
};

const storeStep = (settings: Settings, names: ComponentNames, facts: OrgFacts): Step => {
  switch (settings.method) {
    case 'username-password':
      return { kind: 'storeLogin', customSetting: names.login, exists: facts.login === 'Configured' };
    case 'identity-provider': {
      const exists = facts.identityProvider === 'Configured';
      return { kind: 'storePair', in: 'identityProvider', fullName: names.identityProvider, exists };
    }
    default: {
      const exists = facts.credential === 'Configured';
      return { kind: 'storePair', in: 'externalCredential', fullName: names.externalCredential, exists };
    }
  }
};

const consentStep = ({ credentialType }: Settings, names: ComponentNames, isUnknown: boolean): Step => ({
  ...(credentialType === 'legacy'
    ? ({ kind: 'consent', how: 'byHand', credential: names.namedCredential } as const)
    : ({ kind: 'consent', how: 'connect', credential: names.externalCredential } as const)),
  ...(isUnknown ? { isUnknown } : {}),
});

/** Ids of those of `people` who are not in `holders`; one without an id is known by name only and holds it already. */
const lacking = (people: ReadonlyArray<OrgFacts['runAs']>, holders: ReadonlySet<string> | undefined): string[] =>
  people.flatMap((person) =>
    person === undefined || person.id === '' || holders?.has(person.username) ? [] : [person.id],
  );

/** The app under a name and label that nothing has. */
const onTrial = (component: Component): Component => {
  const fullName = `${component.fullName}_trial`;
  const rename = (path: string): string => path.replace(`/${component.fullName}.`, `/${fullName}.`);
  const relabel = (text: string): string => text.replace(/<label>[^<]*</, `<label>${fullName}<`);
  const files = [...component.files].map(([path, text]): [string, string] => [rename(path), relabel(text)]);
  return { ...component, fullName, files: new Map(files) };
};

/** The steps of a set-up, in order. */
export const planSteps = (settings: Settings, facts: OrgFacts, work: Work): Step[] => {
  const names = componentNames(settings.name, settings.adopted);
  const { ended = [], left = [] } = facts.repair ?? {};
  const inGroup = (group: DeployGroup): readonly Component[] =>
    work.differing.filter((component) => groupOf(component, names) === group);
  const certificate = placeholder(settings.name, 'certificate');
  const hasCertificate = inGroup('app').some(({ files }) =>
    [...files.values()].some((text) => text.includes(certificate)),
  );
  const user = { ...facts.user, isActive: true, isPrivileged: false, apiEnabled: true };
  const appUsers = settings.adopted !== undefined ? [] : lacking([facts.runAs], facts.appUsers);
  // While the one that ends is there, only one by another name shows whether the org lets an app be made.
  const isEnding = ({ type, fullName }: Component): boolean =>
    ended.some((app) => app.type === type && app.fullName === fullName);
  const tried = work.created
    .filter(({ type }) => type === 'ConnectedApp')
    .map((component) => (isEnding(component) ? onTrial(component) : component));
  const consents = isConsentMissing(settings, facts, work);
  // No API tells whether a legacy credential is authenticated, and the run that made it may have been killed before it was.
  const isUnknown = settings.credentialType === 'legacy' && settings.adopted === undefined;
  // An earlier run may have ended before the org knew the app, or before an Auth Provider got the key that the org made (L19).
  const isLeftOver =
    consents && settings.method === 'auth-provider' && work.pair === 'none' && settings.adopted === undefined;
  const steps: Readonly<Record<Exclude<Part, DeployGroup>, readonly Step[]>> = {
    endApps: ended.length === 0 ? [] : [{ kind: 'endApps', apps: ended }],
    endLeft: left.length === 0 ? [] : [{ kind: 'endLeft', members: left }],
    moveProvider: work.moving.map((component) => ({ kind: 'moveProvider', component })),
    try: tried.length === 0 ? [] : [{ kind: 'tryDeploy', components: tried }],
    readCertificate: hasCertificate ? [{ kind: 'readCertificate', certificate: appOf(settings.name, facts) }] : [],
    assignApp:
      appUsers.length === 0 ? [] : [{ kind: 'assign', permissionSet: names.appPermissionSet, userIds: appUsers }],
    assign: [{ kind: 'assign', permissionSet: names.permissionSet, userIds: lacking([user], facts.assigned) }],
    store: work.store ? [storeStep(settings, names, facts)] : [],
    propagation: work.pair === 'new' || isLeftOver ? [{ kind: 'propagation' }] : [],
    consent: consents || isUnknown ? [consentStep(settings, names, !consents)] : [],
  };
  const deploy = (group: DeployGroup): readonly Step[] => {
    const components = inGroup(group);
    return components.length === 0 ? [] : [{ kind: 'deploy', group, components }];
  };
  return orderOf(settings, work).flatMap((part) =>
    part in steps ? steps[part as keyof typeof steps] : deploy(part as DeployGroup),
  );
};
