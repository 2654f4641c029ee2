import type { Component } from '../components.ts';
import type { OrgFacts } from '../facts.ts';
import { METHOD_ROWS } from '../methods/methods.ts';
import type { Method } from '../settings.ts';
import { compareComponent, keepingPair } from './compareComponent.ts';
import { foreignPartsOf, withoutBoundId } from './foreign.ts';
import { isOurs } from './ownership.ts';
import { blocksPasswordFlow } from './passwordFlow.ts';
import type { PlannedComponent } from './plan.ts';

/** The component under the name that the org already gave it (L03): its record there must not get a second one. */
export const underOrgName = (component: Component, satellites: OrgFacts['satellites']): Component => {
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

/** Both kinds of app share their names (platform-facts §2.10). */
const OTHER_APP: Readonly<Record<string, string>> = {
  ConnectedApp: 'ExternalClientApplication',
  ExternalClientApplication: 'ConnectedApp',
};

/** What is known besides the facts: `rewritten` what of the app nobody can look at is another method's, or another org's. */
export type Circumstances = { name: string; method: Method; rewritten: boolean };

const planUnread = (component: Component, exists: boolean, rewritten: boolean): PlannedComponent => {
  if (!exists) return planned(component, { change: 'created' });
  // Callback, flows and certificate are the method's and the org's, and nobody can look whether the org has them.
  return rewritten
    ? planned(keepingPair(component), { change: 'changed' })
    : planned(component, { change: 'unchanged' });
};

/** Without what only an org can put there (L05): a file that was retrieved from one holds it. */
const unbound = (component: Component): Component => ({
  ...component,
  files: new Map([...component.files].map(([path, text]) => [path, withoutBoundId(component.type, text)])),
});

/** A file that somebody edited may lead to another org, where the callouts' tokens would go (L66). */
const leadsElsewhere = ({ type, fullName, files }: Component, { org }: OrgFacts): boolean =>
  [...files].some(
    ([path, text]) => path.endsWith('-meta.xml') && foreignPartsOf({ type, fullName }, text, org).length > 0,
  );

/** Compares one component, the org's values in it, with what the org has of it. */
export const planComponent = (
  given: Component,
  facts: OrgFacts,
  { name, method, rewritten }: Circumstances,
): PlannedComponent => {
  const component = unbound(given);
  const key = `${component.type}/${component.fullName}`;
  if (leadsElsewhere(component, facts)) {
    return planned(component, { change: 'blocked', problem: 'LeadsElsewhere', law: 'L66' });
  }
  // What holds a secret is known by its existence only: reading it could bring the secret (L35).
  if (component.secretBearing) return planUnread(component, facts.unread.has(key), rewritten);
  const { hasRunAs } = METHOD_ROWS[method];
  if (component.type === 'ExtlClntAppOauthConfigurablePolicies' && hasRunAs && facts.runAs === undefined) {
    return planned(component, { change: 'blocked', problem: 'RunAsUserNotFound', law: 'L09' });
  }
  if (method === 'username-password' && component.type === 'ConnectedApp' && blocksPasswordFlow(facts)) {
    return planned(component, { change: 'blocked', problem: 'PasswordFlowBlocked', law: 'L47' });
  }
  const found = facts.components.get(key);
  if (found === undefined) {
    const isTaken = facts.components.has(`${OTHER_APP[component.type] ?? ''}/${component.fullName}`);
    return planned(component, isTaken ? { change: 'blocked', problem: 'AppTypeTaken' } : { change: 'created' });
  }
  // An id of another org would dangle in the deploy; the org makes its own in its place (L05).
  const hasForeignId = foreignPartsOf(component, found.xml, facts.org).some(({ kind }) => kind === 'id');
  const here = hasForeignId ? { ...found, xml: withoutBoundId(component.type, found.xml) } : found;
  const { same, component: merged, keptFromOrg } = compareComponent(component, here);
  if (same && !hasForeignId) return { component: merged, change: 'unchanged', keptFromOrg };
  const isMovedProvider = component.type === 'AuthProvider' && component.fullName === facts.repair?.provider;
  if (!isMovedProvider && !isOurs(component.type, found, name, facts)) {
    return planned(component, { change: 'blocked', problem: 'NameTaken' });
  }
  return { component: merged, change: 'changed', keptFromOrg };
};
