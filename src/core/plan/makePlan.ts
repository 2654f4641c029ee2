import type { Component } from '../components.ts';
import type { OrgFacts } from '../facts.ts';
import { fail } from '../failure.ts';
import { fillPlaceholders } from '../placeholders.ts';
import type { Settings } from '../settings.ts';
import { compareComponent } from './compareComponent.ts';
import { isOurs } from './ownership.ts';
import type { Plan, PlannedComponent } from './plan.ts';

const APP_TYPES: ReadonlySet<string> = new Set([
  'ExternalClientApplication',
  'ExtlClntAppOauthSettings',
  'ExtlClntAppGlobalOauthSettings',
  'ExtlClntAppOauthConfigurablePolicies',
  'ExtlClntAppConfigurablePolicies',
]);

/** The component under the name that the org already gave it (L03): its record there must not get a second one. */
const underOrgName = (component: Component, satellites: OrgFacts['satellites']): Component => {
  const fullName = satellites.get(component.type) ?? component.fullName;
  if (fullName === component.fullName) return component;
  const rename = (path: string): string => path.replace(`/${component.fullName}.`, `/${fullName}.`);
  return { ...component, fullName, files: new Map([...component.files].map(([path, text]) => [rename(path), text])) };
};

const planned = (
  component: Component,
  rest: Omit<PlannedComponent, 'component' | 'keptFromOrg'>,
): PlannedComponent => ({
  component,
  keptFromOrg: [],
  ...rest,
});

const planComponent = (component: Component, name: string, facts: OrgFacts): PlannedComponent => {
  const key = `${component.type}/${component.fullName}`;
  // What holds a secret is known by its existence only: reading it could bring the secret (L35).
  if (component.secretBearing) return planned(component, { change: facts.unread.has(key) ? 'unchanged' : 'created' });
  if (component.type === 'ExtlClntAppOauthConfigurablePolicies' && facts.runAs === undefined) {
    return planned(component, { change: 'blocked', problem: 'RunAsUserNotFound', law: 'L09' });
  }
  const found = facts.components.get(key);
  if (found === undefined) return planned(component, { change: 'created' });
  const { same, component: merged, keptFromOrg } = compareComponent(component, found);
  if (same) return { component: merged, change: 'unchanged', keptFromOrg };
  if (!isOurs(component.type, found, name)) return planned(component, { change: 'blocked', problem: 'NameTaken' });
  return { component: merged, change: 'changed', keptFromOrg };
};

/**
 * Compares the loopback that `desired` describes with the org that `facts` describes. `desired` is what `render` gave;
 * key and secret of the app stay placeholders in the plan.
 */
export const makePlan = (settings: Settings, desired: readonly Component[], facts: OrgFacts): Plan => {
  if (facts.org.namespacePrefix !== null) fail('NamespacedOrg', { namespace: facts.org.namespacePrefix });
  const values = {
    myDomainUrl: facts.org.instanceUrl,
    contactEmail: facts.user.email,
    ...(facts.runAs === undefined ? {} : { runAsUser: facts.runAs.username }),
  };
  const components = desired
    .map((component) => ({ ...component, files: fillPlaceholders(settings.name, component.files, values) }))
    .map((component) => underOrgName(component, facts.satellites))
    .map((component) => planComponent(component, settings.name, facts));
  const differing = components
    .filter(({ change }) => change === 'created' || change === 'changed')
    .map(({ component }) => component);
  const newPair = differing.some(({ secretBearing }) => secretBearing);
  return {
    components,
    credentialSide: differing.filter(({ type }) => !APP_TYPES.has(type)),
    assign: facts.assigned.has(facts.user.username) ? [] : [facts.user.id],
    newPair,
    postSecret: newPair || facts.credential === 'NotConfigured' || facts.credential === 'Absent',
    app: differing.filter(({ type }) => APP_TYPES.has(type)),
  };
};
