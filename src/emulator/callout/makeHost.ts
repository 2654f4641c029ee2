import type { ApexHost, ApexUser } from '../apex/host.ts';
import { settingOf } from '../soql/objects/customSettings.ts';
import type { OrgState, Row } from '../state/orgState.ts';
import { userById } from '../state/users.ts';
import { pageContent } from '../visualforce/pageContent.ts';
import type { ApexContext } from './caller.ts';
import { hostDatabase } from './hostDatabase.ts';
import { hostCache } from './hostCache.ts';
import { hostDescribe } from './hostDescribe.ts';
import { callOut } from './gateway.ts';
import { refuseMocked } from './mocked.ts';

const text = (value: Row[string] | undefined): string => (value === null || value === undefined ? '' : String(value));

const apexUser = (row: Row): ApexUser => ({
  id: text(row['Id']),
  username: text(row['Username']),
  name: text(row['Name']),
  firstName: text(row['FirstName']),
  lastName: text(row['LastName']),
  email: text(row['Email']),
  profileId: text(row['ProfileId']),
  userType: text(row['UserType']),
});

/**
 * What Apex of one transaction has to do with its org. `sessionToken` is the session that started it, which
 * UserInfo.getSessionId() gives back, unless it is a JWT; the Automated Process user has none (L41).
 */
export const makeHost = (
  state: OrgState,
  userId: string,
  context: ApexContext,
  _apiVersion: string,
  sessionToken: string | null,
): ApexHost => {
  const isJwt = sessionToken !== null && state.sessions.get(sessionToken)?.isJwt === true;
  const row = userById(state, userId);
  if (!row) throw new Error(`no user ${userId} in the emulated org`);
  return {
    now: state.now,
    user: apexUser(row),
    org: { id: state.org.id, name: state.org.name, domainUrl: state.org.url },
    sessionId: isJwt || row['UserType'] === 'AutomatedProcess' ? null : sessionToken,
    isTest: context === 'test',
    newSecret: state.newSecret,
    refuseMocked: (endpoint) => refuseMocked(state, endpoint),
    pageContent: (url) => pageContent(state, { userId, isJwt }, url),
    customSetting: (name, ownerId) => settingOf(state, name, ownerId),
    describe: hostDescribe(state),
    cache: hostCache(state),
    callout: (request) => callOut(state, { userId, context }, request),
    ...hostDatabase(state, userId),
  };
};
