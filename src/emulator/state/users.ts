import type { OrgState, Row } from './orgState.ts';

/** The seeded user of the CLI: a System Administrator. */
export const CLI_USERNAME = 'admin@selfcallout.example';
/** The seeded integration user: may use the API and nothing else. */
export const INTEGRATION_USERNAME = 'integration@selfcallout.example';
/** The platform's own Automated Process user. */
export const AUTOPROC_USERNAME = 'autoproc@selfcallout.example';

/** Of the user of the CLI, in every org. */
export const ADMIN_ALIAS = 'aadmi';

export type UserRow = Row & { Id: string; Username: string; ProfileId: string };

export const userById = (state: OrgState, id: string): UserRow | undefined =>
  state.records.get('User')?.find((row) => row['Id'] === id) as UserRow | undefined;

/** The seeded System Administrator, under the name that this org has for him; throws when he is gone. */
export const administrator = (state: OrgState): UserRow => {
  const found = state.records.get('User')?.find((row) => row['Alias'] === ADMIN_ALIAS);
  if (!found) throw new Error('no administrator in the emulated org');
  return found as UserRow;
};

/** A user by username, regardless of case; throws when the org has none. */
export const userNamed = (state: OrgState, username: string): UserRow => {
  const found = findUser(state, username);
  if (!found) throw new Error(`no user ${username} in the emulated org`);
  return found;
};

export const findUser = (state: OrgState, username: string): UserRow | undefined =>
  state.records.get('User')?.find((row) => String(row['Username']).toLowerCase() === username.toLowerCase()) as
    UserRow | undefined;
