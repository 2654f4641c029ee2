import type { Component } from '../components.ts';
import type { OrgFacts } from '../facts.ts';
import { METHOD_ROWS } from '../methods/methods.ts';
import type { Method } from '../settings.ts';
import { compareComponent, keepingPair } from './compareComponent.ts';
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

/** What is known besides the facts: `switched` the org has the loopback by another method. */
export type Circumstances = { name: string; method: Method; switched: boolean };

const planUnread = (component: Component, exists: boolean, switched: boolean): PlannedComponent => {
  if (!exists) return planned(component, { change: 'created' });
  // Callback, flows and certificate are the method's, and nobody can look whether the org has them.
  return switched
    ? planned(keepingPair(component), { change: 'changed' })
    : planned(component, { change: 'unchanged' });
};

/** Compares one component, the org's values in it, with what the org has of it. */
export const planComponent = (
  component: Component,
  facts: OrgFacts,
  { name, method, switched }: Circumstances,
): PlannedComponent => {
  const key = `${component.type}/${component.fullName}`;
  // What holds a secret is known by its existence only: reading it could bring the secret (L35).
  if (component.secretBearing) return planUnread(component, facts.unread.has(key), switched);
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
  const { same, component: merged, keptFromOrg } = compareComponent(component, found);
  if (same) return { component: merged, change: 'unchanged', keptFromOrg };
  if (!isOurs(component.type, found, name, facts.org.instanceUrl)) {
    return planned(component, { change: 'blocked', problem: 'NameTaken' });
  }
  return { component: merged, change: 'changed', keptFromOrg };
};
