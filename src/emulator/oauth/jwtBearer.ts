import { EDITIONS } from '../state/editions.ts';
import { isLoginHost } from '../state/loginHosts.ts';
import type { OrgState } from '../state/orgState.ts';
import { findUser, type UserRow } from '../state/users.ts';
import { hasConsented, isAdminApproved } from './approval.ts';
import type { Grant, GrantRequest } from './grant.ts';
import { isSignedBy, parseAssertion, publicKeyOf, type Assertion } from './jwtAssertion.ts';
import { oauthError } from './oauthError.ts';
import { isRefreshScope } from './scopes.ts';
import { tokenAnswer } from './tokenAnswer.ts';

const refused = (description: string): Response => oauthError('invalid_grant', description);

const bare = (url: string): string => url.replace(/\/+$/, '').toLowerCase();

/** L17: the login host of the org's kind, or its My Domain; a slash at the end does not matter. */
const isAudience = (state: OrgState, url: URL, audience: unknown): boolean => {
  const login = `https://${EDITIONS[state.org.edition].loginHost}`;
  const own = isLoginHost(url.hostname) ? [] : [url.origin];
  return typeof audience === 'string' && [login, state.org.url, ...own].map(bare).includes(bare(audience));
};

/** Beyond this a number can be no date in seconds: the CLI sends milliseconds, and is understood. */
const SECONDS_END = 1e11;

const isCurrent = (state: OrgState, expires: unknown): boolean =>
  typeof expires === 'number' && (expires < SECONDS_END ? expires * 1000 : expires) > state.now();

const assertionProblem = (
  { state, app, url }: GrantRequest,
  assertion: Assertion | undefined,
): Response | undefined => {
  const key = app.certificate === undefined ? undefined : publicKeyOf(app.certificate);
  if (!assertion || !key || !isSignedBy(assertion, key)) return refused('invalid assertion');
  if (!isAudience(state, url, assertion.claims['aud'])) return refused('audience is invalid');
  return isCurrent(state, assertion.claims['exp']) ? undefined : refused('invalid assertion');
};

/** Who may be acted for without a page: users an administrator approved, or who consented before. */
const approvalProblem = ({ state, app, consumer }: GrantRequest, user: UserRow): Response | undefined => {
  if (app.permittedUsers.adminApproved) {
    if (!isAdminApproved(state, user, app)) {
      return oauthError('invalid_app_access', 'user is not admin approved to access this app');
    }
    return app.scopes.some(isRefreshScope)
      ? undefined
      : oauthError('invalid_request', 'refresh_token scope is required');
  }
  return hasConsented(state, user.Id, consumer.key, []) ? undefined : refused("user hasn't approved this consumer");
};

/** A token for a JWT that is signed with the key of the app's certificate (platform-facts §6). */
export const jwtBearer: Grant = {
  type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  takesScope: true,
  needsSecret: () => false,
  // L17
  loginHostRefusal: ({ kind }) =>
    kind === 'external-client-app' ? 'External client app is not installed in this org' : undefined,
  keyOf: (form) => {
    const issuer = parseAssertion(form.get('assertion') ?? '')?.claims['iss'];
    return typeof issuer === 'string' ? issuer : '';
  },
  handle: (request) => {
    const { state, form, consumer, app } = request;
    const assertion = parseAssertion(form.get('assertion') ?? '');
    const wrong = assertionProblem(request, assertion);
    if (wrong) return wrong;
    const subject = assertion?.claims['sub'];
    const user = typeof subject === 'string' ? findUser(state, subject) : undefined;
    if (!user) return refused("user hasn't approved this consumer");
    if (user['IsActive'] !== true) return oauthError('inactive_user', 'user is inactive');
    return (
      approvalProblem(request, user) ??
      tokenAnswer(state, consumer, { userId: user.Id, scopes: app.scopes, refreshable: false })
    );
  },
};
