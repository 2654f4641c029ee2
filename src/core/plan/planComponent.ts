import type { Component } from '../components.ts';
import type { OrgFacts } from '../facts.ts';
import { compareComponent } from './compareComponent.ts';
import { isOurs } from './ownership.ts';
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

/** Compares one component, the org's values in it, with what the org has of it. `runsAs`: the app runs as one user. */
export const planComponent = (
  component: Component,
  name: string,
  facts: OrgFacts,
  runsAs: boolean,
): PlannedComponent => {
  const key = `${component.type}/${component.fullName}`;
  // What holds a secret is known by its existence only: reading it could bring the secret (L35).
  if (component.secretBearing) return planned(component, { change: facts.unread.has(key) ? 'unchanged' : 'created' });
  if (component.type === 'ExtlClntAppOauthConfigurablePolicies' && runsAs && facts.runAs === undefined) {
    return planned(component, { change: 'blocked', problem: 'RunAsUserNotFound', law: 'L09' });
  }
  const found = facts.components.get(key);
  if (found === undefined) return planned(component, { change: 'created' });
  const { same, component: merged, keptFromOrg } = compareComponent(component, found);
  if (same) return { component: merged, change: 'unchanged', keptFromOrg };
  if (!isOurs(component.type, found, name, facts.org.instanceUrl)) {
    return planned(component, { change: 'blocked', problem: 'NameTaken' });
  }
  return { component: merged, change: 'changed', keptFromOrg };
};
