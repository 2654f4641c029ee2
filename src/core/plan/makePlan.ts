import type { Component } from '../components.ts';
import type { OrgFacts } from '../facts.ts';
import { fail } from '../failure.ts';
import { METHOD_ROWS, type PairStore } from '../methods/methods.ts';
import { fillPlaceholders, type OrgValue, placeholder } from '../placeholders.ts';
import type { Settings } from '../settings.ts';
import { appOf, underApp } from './appVariants.ts';
import { type Extent, inConnection } from './extent.ts';
import { issuerOf } from './issuerOf.ts';
import { orgMethod } from './orgMethod.ts';
import type { PairSource, Plan } from './plan.ts';
import { planComponent, underOrgName } from './planComponent.ts';
import { planSteps } from './planSteps.ts';
import { authProviderName, underSuffix } from './suffix.ts';
import { superfluousComponents } from './superfluous.ts';

const holds = (value: OrgValue, name: string, { files }: Component): boolean =>
  [...files.values()].some((text) => text.includes(placeholder(name, value)));

/** The app's own component that holds its key: global OAuth settings, or the whole Connected App. */
const isKeyHolder = ({ type, secretBearing }: Component): boolean => secretBearing === true || type === 'ConnectedApp';

const isInOrg = ({ type, fullName }: Component, facts: OrgFacts): boolean =>
  facts.unread.has(`${type}/${fullName}`) || facts.components.has(`${type}/${fullName}`);

/** Whether what holds key and secret, or the login, lacks them. Where nobody could say, they are taken to be there. */
const isStoreEmpty = (store: PairStore, facts: OrgFacts): boolean => {
  const states = {
    externalCredential: facts.credential,
    identityProvider: facts.identityProvider ?? 'Absent',
    login: facts.login ?? 'Absent',
    nothing: 'Configured',
  };
  return states[store] === 'NotConfigured' || states[store] === 'Absent';
};

const pairSource = (
  settings: Settings,
  differing: readonly Component[],
  appExists: boolean,
  isEmpty: boolean,
): PairSource => {
  if (settings.appType === 'none') return 'none';
  if (!appExists) return 'new';
  const isHeldBy = (value: OrgValue): boolean => differing.some((component) => holds(value, settings.name, component));
  if (isEmpty || isHeldBy('consumerSecret')) return 'readBack';
  return isHeldBy('consumerKey') ? 'readKey' : 'none';
};

/**
 * Compares the loopback that `desired` describes with the org that `facts` describes. `desired` is what `render` gave;
 * key and secret of the app, and its certificate, stay placeholders in the plan.
 */
export const makePlan = (
  settings: Settings,
  desired: readonly Component[],
  facts: OrgFacts,
  extent: Extent = 'all',
): Plan => {
  if (facts.org.namespacePrefix !== null) fail('NamespacedOrg', { namespace: facts.org.namespacePrefix });
  const { name } = settings;
  const { stores } = METHOD_ROWS[settings.method];
  const app = appOf(name, facts);
  const named = desired
    .map((component) => underApp(component, name, app))
    .map((component) => underOrgName(component, facts.satellites));
  const appExists = named.some((component) => isKeyHolder(component) && isInOrg(component, facts));
  const key = appExists ? issuerOf(name, facts) : undefined;
  const values = {
    myDomainUrl: facts.org.instanceUrl,
    contactEmail: facts.user.email,
    ...(facts.runAs === undefined ? {} : { runAsUser: facts.runAs.username }),
  };
  const isAdopted = settings.adopted !== undefined;
  const switched = appExists && (orgMethod(name, facts) ?? settings.method) !== settings.method;
  const { repair } = facts;
  const isMoved = repair?.moved === true && appExists;
  const suffix = repair?.provider ?? authProviderName(name, facts, !appExists);
  const components = named
    .map((component) => {
      const known =
        key === undefined || component.type !== 'ExternalCredential' ? values : { ...values, consumerKey: key };
      return { ...component, files: fillPlaceholders(name, component.files, known) };
    })
    .map((component) => underSuffix(component, name, suffix))
    .map((component) =>
      planComponent(component, facts, { name, method: settings.method, rewritten: switched || isMoved }),
    )
    .map((planned) => (extent === 'connection' ? inConnection(planned, facts) : planned));
  const planned = (changes: readonly string[]): Component[] =>
    components.filter(({ change }) => changes.includes(change)).map(({ component }) => component);
  const isMovedProvider = ({ type, fullName }: Component): boolean =>
    type === 'AuthProvider' && fullName === repair?.provider;
  const differing = planned(['created', 'changed']).filter((component) => !isMovedProvider(component));
  const moving = planned(['changed']).filter(isMovedProvider);
  // What another method left in the credential is of no use.
  // What was taken over has its key and secret from somebody else.
  const isEmpty = !isAdopted && stores !== 'nothing' && (switched || isStoreEmpty(stores, facts));
  const pair = isAdopted ? 'none' : pairSource(settings, differing, appExists, isEmpty);
  const store = isEmpty || (stores !== 'nothing' && pair === 'new');
  const created = planned(['created']);
  const steps = planSteps(settings, facts, { differing, created, moving, pair, store, switched, isMoved });
  return {
    components,
    superfluous: superfluousComponents(settings, components, facts),
    pair,
    steps,
  };
};
