import type { Component } from '../components.ts';

export type PlannedChange = 'created' | 'changed' | 'unchanged' | 'blocked';

/** One component of the loopback and what is to become of it. */
export type PlannedComponent = {
  /** With the org's values in its files and under the name that it has in this org. */
  component: Component;
  change: PlannedChange;
  /** Why it is blocked: a failure kind of messages/failures.md. */
  problem?: string;
  law?: string;
  /** What administrators added in the org and the deploy keeps (permission sets). */
  keptFromOrg: readonly string[];
};

/** What a set-up has to do, as data; `stages/` does it in the order of the members below. */
export type Plan = {
  components: readonly PlannedComponent[];
  /** First deploy: credentials, permission set and Apex that differ; empty for none. */
  credentialSide: readonly Component[];
  /** Ids of the users to whom the permission set has to be assigned. */
  assign: readonly string[];
  /** Key and secret are made anew: the app's global settings are not in the org. */
  newPair: boolean;
  /** Key and secret have to be stored in the external credential. */
  postSecret: boolean;
  /** Second deploy: files of the app that differ. Its global settings still hold the placeholders of key and secret. */
  app: readonly Component[];
};

/** True when the org already has everything, and as it should be. */
export const isDone = (plan: Plan): boolean =>
  plan.credentialSide.length + plan.app.length + plan.assign.length === 0 && !plan.postSecret;
