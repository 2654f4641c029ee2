import type { OrgFacts } from '../core/facts.ts';
import type { OrgRow, QueryAnswer } from '../ports/orgPort.ts';
import { neededPermissions } from './factQueries.ts';

export type Person = { id: string; username: string; email: string; isActive: boolean };

const rowsOf = (answer: QueryAnswer | undefined): readonly OrgRow[] => (answer && 'rows' in answer ? answer.rows : []);

const text = (row: OrgRow, field: string): string => {
  const value = row[field];
  return typeof value === 'string' ? value : '';
};

const nested = (row: OrgRow, field: string): OrgRow => {
  const value = row[field];
  return typeof value === 'object' && value !== null ? value : {};
};

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export const personOf = (users: QueryAnswer | undefined, username: string): Person | undefined => {
  const row = rowsOf(users).find((candidate) => same(text(candidate, 'Username'), username));
  return (
    row && {
      id: text(row, 'Id'),
      username: text(row, 'Username'),
      email: text(row, 'Email'),
      isActive: row['IsActive'] === true,
    }
  );
};

/** Permission sets of a user, by what the assignment query gave. */
const setsOf = (assignments: QueryAnswer | undefined, username: string): OrgRow[] =>
  rowsOf(assignments)
    .filter((row) => same(text(nested(row, 'Assignee'), 'Username'), username))
    .map((row) => nested(row, 'PermissionSet'));

/** A permission comes from the profile or from any permission set. */
export const runAsOf = (answers: Record<string, QueryAnswer>, username: string): OrgFacts['runAs'] => {
  const person = personOf(answers['users'], username);
  if (!person) return undefined;
  const user = rowsOf(answers['users']).find((row) => text(row, 'Id') === person.id) ?? {};
  const grants = [nested(user, 'Profile'), ...setsOf(answers['assignments'], username)];
  const has = (permission: string): boolean => grants.some((grant) => grant[`Permissions${permission}`] === true);
  return {
    id: person.id,
    username: person.username,
    isActive: person.isActive,
    isPrivileged: has('ModifyAllData'),
    apiEnabled: has('ApiEnabled'),
  };
};

export const holdersOf = (assignments: QueryAnswer | undefined, permissionSet: string): ReadonlySet<string> =>
  new Set(
    rowsOf(assignments)
      .filter((row) => same(text(nested(row, 'PermissionSet'), 'Name'), permissionSet))
      .map((row) => text(nested(row, 'Assignee'), 'Username')),
  );

/** Developer names of the rows. */
export const namesOf = (answer: QueryAnswer | undefined): string[] =>
  rowsOf(answer).map((row) => text(row, 'DeveloperName'));

/** Empty also when the org did not answer the question: then the org itself refuses what is not allowed. */
export const missingPermissions = (permissions: QueryAnswer | undefined): string[] => {
  const row = rowsOf(permissions)[0];
  if (!row) return [];
  return neededPermissions
    .filter((names) => !names.some((name) => row[`Permissions${name}`] === true))
    .map((names) => names[0] ?? '');
};

export const orgOf = (
  answer: QueryAnswer | undefined,
  instanceUrl: string,
): OrgFacts['org'] & { isProduction: boolean } => {
  const row = rowsOf(answer)[0] ?? {};
  const organizationType = text(row, 'OrganizationType');
  const isSandbox = row['IsSandbox'] === true;
  return {
    id: text(row, 'Id'),
    name: text(row, 'Name'),
    instanceUrl,
    isSandbox,
    organizationType,
    namespacePrefix: row['NamespacePrefix'] ? text(row, 'NamespacePrefix') : null,
    isProduction: !isSandbox && organizationType !== 'Developer Edition' && !row['TrialExpirationDate'],
  };
};
