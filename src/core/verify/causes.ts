import type { Station } from '../report.ts';

/**
 * Why a callout failed, by what the platform says. `{name}`, `{org}` and `{runAs}` stand for the loopback, the target
 * org and the user whom the app runs as, `{app}`, `{page}` and the like for components by their names in the org. The
 * first row that fits counts, so the narrower ones come first.
 */
export type Cause = {
  id: string;
  /** Who ends a callout so, before an API answers. */
  brokeAt?: Station;
  pattern: RegExp;
  why: string;
  next: string;
};

const SETUP = 'sf selfcallout setup --name {name} --target-org {org}';
/** Opens the consent again, or says what is to be done by hand. */
export const AUTHORIZE = 'sf selfcallout authorize --name {name} --target-org {org}';
const VERIFY = 'sf selfcallout verify --name {name} --target-org {org}';

/** Patterns are matched against `errorCode exceptionType: message`; texts from platform-facts §6, §7.2 and §7.5. */
export const CAUSES: readonly Cause[] = [
  {
    id: 'noPrincipalAccess',
    brokeAt: 'credential',
    pattern: /couldn't access the credential\(s\)|no access to external credential/i,
    why: 'The user who runs this Apex may not use the principal of external credential {externalCredential}, or lacks Modify All on User External Credentials (L21, L37). The permission set {name} gives both.',
    next: 'sf org assign permset --name {name} --target-org {org}',
  },
  {
    id: 'calloutsOff',
    pattern: /callout not allowed from this/i,
    why: 'The class {name}Jobs was changed in the org: this job is no longer declared to call out (L45).',
    next: `${SETUP} --overwrite`,
  },
  {
    id: 'notConfigured',
    brokeAt: 'credential',
    pattern: /external credential isn't fully configured/i,
    why: 'No key and secret, or no tokens of a consent, are stored for the principal of external credential {externalCredential} (L27).',
    next: SETUP,
  },
  {
    id: 'noLegacyToken',
    brokeAt: 'credential',
    pattern: /don't have permission to view this data/i,
    why: 'Nobody has authorized the legacy named credential {namedCredential}: it has to be edited and saved once (L28).',
    next: AUTHORIZE,
  },
  {
    id: 'noSessionPage',
    brokeAt: 'credential',
    pattern: /shows no session id/i,
    why: 'The page {page} gave no session id: the user who runs this Apex may not see it. The permission set {name} lets them.',
    next: 'sf org assign permset --name {name} --target-org {org}',
  },
  {
    id: 'loginRefused',
    brokeAt: 'token',
    pattern: /refused the login|holds no login/i,
    why: 'The login in the custom setting {login} is missing or not accepted, or this org blocks the username-password flow (L47).',
    next: SETUP,
  },
  {
    id: 'assertionRefused',
    brokeAt: 'token',
    pattern: /JWT token exchange|invalid assertion|audience is invalid|hasn't approved this consumer/i,
    why: 'The org refused the signed assertion: the app {app} lacks the certificate {certificate}, or the user {runAs} lacks the permission set {name}_app.',
    next: SETUP,
  },
  {
    id: 'noNamedCredential',
    brokeAt: 'credential',
    pattern: /couldn't access the endpoint/i,
    why: 'Named credential {namedCredential} is not in the org, or its callouts are disabled (L38).',
    next: SETUP,
  },
  {
    id: 'noClientCredentialsUser',
    brokeAt: 'token',
    pattern: /no client credentials user enabled/i,
    why: 'The app {app} has no user to run as, or its policy has the client-credentials flow off (L09).',
    next: `${SETUP} --run-as <username>`,
  },
  {
    id: 'wrongDomain',
    brokeAt: 'token',
    pattern: /request not supported on this domain/i,
    why: 'External credential {externalCredential} asks another host than the My Domain of this org for its token (L17).',
    next: SETUP,
  },
  {
    id: 'unknownClient',
    brokeAt: 'token',
    pattern: /invalid_client_id|client identifier invalid/i,
    why: 'The org does not know the consumer key: the app {app} is still being distributed, which takes up to 15 minutes (L10), or the stored key is not the one of the app.',
    next: VERIFY,
  },
  {
    id: 'wrongSecret',
    brokeAt: 'token',
    pattern: /invalid_client\b|invalid client credentials/i,
    why: 'The token endpoint refused key and secret of the app {app}: the stored secret is not the one of the app, or the app is still being distributed (L10).',
    next: SETUP,
  },
  {
    id: 'appBlocked',
    brokeAt: 'token',
    pattern:
      /OAUTH_APP_BLOCKED|OAUTH_EC_APP_NOT_FOUND|invalid_app_access|not admin approved|app is (?:blocked|disabled|not enabled|not installed)/i,
    why: 'The app {app} is disabled or blocked in this org.',
    next: SETUP,
  },
  {
    id: 'runAsUserRefused',
    brokeAt: 'token',
    pattern: /inactive user|user is inactive|authentication failure/i,
    why: 'The user {runAs}, whom the app runs as, is not active or may not log in from where Salesforce calls.',
    next: `${SETUP} --run-as <username>`,
  },
  {
    id: 'tokenRefused',
    brokeAt: 'token',
    pattern: /Unable to fetch the OAuth token|expired credentials couldn't be refreshed|invalid_grant/i,
    why: 'The token endpoint of this org refused to give the app {app} a token.',
    next: VERIFY,
  },
  {
    id: 'apiDisabled',
    brokeAt: 'api',
    pattern: /API_DISABLED_FOR_ORG|API_CURRENTLY_DISABLED|not enabled for this (?:organization|user)/i,
    why: 'The user {runAs}, whom the app runs as, or this org may not use the API.',
    next: `${SETUP} --run-as <username>`,
  },
  {
    id: 'noApiSession',
    brokeAt: 'api',
    pattern: /INVALID_SESSION_ID|INVALID_AUTH_HEADER/i,
    why: 'The token was refused: it has expired, the app {app} lacks the scope api, API Access Control does not admit the app, or it is the session of a page and this org locks sessions to IP addresses (L69).',
    next: SETUP,
  },
  {
    id: 'notGranted',
    brokeAt: 'api',
    pattern: /INSUFFICIENT_ACCESS|FORBIDDEN|NO_ACCESS/i,
    why: 'The user {runAs}, whom the app runs as, lacks a permission that this API needs (L65).',
    next: `${SETUP} --run-as <username>`,
  },
  {
    id: 'requestLimit',
    brokeAt: 'api',
    pattern: /REQUEST_LIMIT_EXCEEDED/,
    why: 'This org has used up its API requests of the last 24 hours.',
    next: 'sf org list limits --target-org {org}',
  },
  {
    id: 'unauthorizedEndpoint',
    brokeAt: 'apex',
    pattern: /Unauthorized endpoint/i,
    why: 'Apex may not call this host: it is not the My Domain of the org, and no Remote Site Setting names it (L44).',
    next: SETUP,
  },
  {
    id: 'timedOut',
    brokeAt: 'api',
    pattern: /Read timed out|HTTP_50[0234]|UNKNOWN_EXCEPTION|SERVER_UNAVAILABLE/i,
    why: 'The org did not answer in time, or not as it should.',
    next: VERIFY,
  },
];

/** For a row that no cause fits. */
export const UNKNOWN_CAUSE: Omit<Cause, 'pattern'> = {
  id: 'unknown',
  why: 'The callout ended in a way that has no known cause.',
  next: VERIFY,
};
