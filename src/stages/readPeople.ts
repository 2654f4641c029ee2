import type { OrgFacts } from '../core/facts.ts';
import { fail } from '../core/failure.ts';
import { componentNames } from '../core/names.ts';
import type { OrgPort } from '../ports/orgPort.ts';
import { factQueries } from './factQueries.ts';
import { holdersOf, missingPermissions, namesOf, orgOf, personOf, runAsOf, type Person } from './people.ts';

/** Whom a set-up is about. */
export type PeopleRequest = {
  name: string;
  runAs: string;
  /** Usernames that get the permission set. */
  assignTo: readonly string[];
};

/** The org and its people: what one composite request of queries tells. */
export type People = Pick<OrgFacts, 'org' | 'user' | 'runAs' | 'assigned' | 'appUsers'> & {
  /** Deploys with Apex must run tests (L53). */
  isProduction: boolean;
  /** Auth Providers whose names begin with the loopback's; empty also where the org does not show them. */
  authProviders: readonly string[];
  /** By username, as asked for. */
  people: ReadonlyMap<string, Person>;
};

export const readPeople = async (org: OrgPort, request: PeopleRequest, signal: AbortSignal): Promise<People> => {
  const usernames = [org.username, request.runAs, ...request.assignTo];
  const answers = await org.query(factQueries(usernames, request.name), signal);
  const user = personOf(answers['users'], org.username) ?? fail('UserUnreadable', { username: org.username });
  const { isProduction, ...orgFacts } = orgOf(answers['org'], org.instanceUrl);
  const people = usernames.flatMap((username): [string, Person][] => {
    const person = personOf(answers['users'], username);
    return person ? [[username, person]] : [];
  });
  return {
    org: orgFacts,
    user: {
      id: user.id,
      username: user.username,
      email: user.email,
      missingPermissions: missingPermissions(answers['permissions']),
    },
    runAs: runAsOf(answers, request.runAs),
    assigned: holdersOf(answers['assignments'], request.name),
    appUsers: holdersOf(answers['assignments'], componentNames(request.name).appPermissionSet),
    isProduction,
    authProviders: namesOf(answers['providers']),
    people: new Map(people),
  };
};
