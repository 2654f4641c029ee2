import type { ApexHost, HostForTest } from '../apex/host.ts';
import { makeHost } from '../callout/makeHost.ts';
import { BUSINESS_OBJECTS } from '../soql/objects/business.ts';
import type { OrgState } from '../state/orgState.ts';
import { userById } from '../state/users.ts';
import { undoable } from '../tooling/executeAnonymousUndo.ts';

/** Data, which tests do not see; users, profiles and the like they do. */
const DATA = new Set([...BUSINESS_OBJECTS.map(({ name }) => name), 'ApprovalSubmission']);

const isData = (table: string): boolean => {
  const object = table.replace(/^deleted /, '');
  return object.endsWith('__c') || DATA.has(object);
};

/** The org with tables of its own: what is done to them is not done to the org's. Rows are replaced, never altered. */
const apart = (state: OrgState): OrgState => ({ ...state, records: new Map(state.records) });

const withoutData = (state: OrgState): OrgState => {
  const own = apart(state);
  for (const object of own.records.keys()) if (isData(object)) own.records.set(object, []);
  return own;
};

/** A host of an org that belongs to one test alone: what it held comes back at a savepoint, whoever has changed it. */
const hostIn = (own: OrgState, userId: string, apiVersion: string): ApexHost => ({
  ...undoable(own, makeHost(own, userId, 'test', apiVersion, null)).host,
  savepoint: () => {
    const kept = apart(own);
    return () => void Object.assign(own, apart(kept));
  },
  asUser: (otherId) => (userById(own, otherId) ? hostIn(own, otherId, apiVersion) : null),
});

/**
 * Hosts of tests that run as `userId`. A class's @TestSetup works on records that all its methods then find; each method
 * leaves nothing behind. None has a session id. SeeAllData shows the org's own data, still only to look at.
 */
export const testHosts = (state: OrgState, userId: string, apiVersion: string): HostForTest => {
  const classes = new Map<string, OrgState>();
  return ({ className, isSetup, seesAllData }) => {
    const base = classes.get(className) ?? withoutData(state);
    classes.set(className, base);
    const own = isSetup ? base : apart(seesAllData ? state : base);
    return hostIn(own, userId, apiVersion);
  };
};
