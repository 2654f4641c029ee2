/** The `?` laws: behaviour that is an inference or unconfirmed. Default as org-laws has it; the plugin works with either. */
export type Switches = {
  /** L46: whether the org has Advanced Currency Management, and so several currencies. No `?` law: orgs differ. */
  advancedCurrencyManagement: boolean;
  /** L10: milliseconds until a fresh or changed app is known to the token endpoint. */
  propagationMs: number;
  /** How long a deploy or retrieve job takes; 0 = done when first asked. */
  jobMs: number;
  /** L19 */
  ecaSecretOnDeploy: 'honoured' | 'ignored';
  /** L33 */
  runAsUserApiOnly: boolean;
  /** L35 */
  retrieveReturnsSecret: boolean;
  /** L36 */
  globalOauthByDeploy: 'accepted' | 'refused';
  /** L38: whether a mocked test resolves the name of a named credential. */
  mockResolvesNamedCredential: boolean;
  /** L71: whether Permitted Users is checked for the client-credentials run-as user. */
  permittedUsersForRunAs: boolean;
  /** L74 */
  ecaSecretOnUpdate: 'ignored' | 'refused' | 'honoured';
  /** L01 */
  connectedAppCreation: 'blocked' | 'allowed';
  /** L57: whether the org allows deploys of classes with pending jobs. */
  deployWithPendingJobs: 'refused' | 'allowed';
  /** L52: whether one destructive deploy may delete a component with what needs it (platform-facts §11: unconfirmed). */
  destructiveMix: 'allowed' | 'refused';
  /** How long asynchronous Apex waits in the queue. */
  queueMs: number;
  /** L48: whether the API takes the session id of asynchronous Apex; `byOrigin`: not where it began in Lightning. */
  asyncSession: 'byOrigin' | 'valid' | 'invalid';
  /** L12: what becomes of another secret in a deploy over an Auth. Provider that is there. */
  authProviderSecretOnUpdate: 'refused' | 'ignored';
  /** L47: the OAuth username-password flow, which Connected Apps have. */
  usernamePasswordFlow: 'blocked' | 'allowed';
  /** L49: whether an action or anonymous Apex that runs because of a callout may call out itself. */
  calloutLoops: 'refused' | 'allowed';
  /** L49: whether jobs that such code enqueues may call out. */
  jobsOfCalloutLoops: 'allowed' | 'refused';
  /** L60: where a permission set that an app's policy names may come from. */
  policyPermissionSet: 'orgOrDeploy' | 'orgOnly';
  /** L62: whether a callout gets an answer that redirects as it is, or what it redirects to. */
  calloutRedirects: 'given' | 'followed';
  /** L68: whether an action that does not declare `callout=true` may call out, its caller without other work pending. */
  undeclaredActionCallouts: 'refused' | 'allowed';
  /** L69: whether the org locks sessions to the address they came from, and so refuses a page's session to Apex. */
  sessionsLockedToIp: boolean;
  /** L72: what a privileged user logs in with, but in Developer Edition and scratch orgs. */
  privilegedLogin: 'passkey' | 'password';
  /** L07: where an app that requires PKCE refuses a request without it. */
  missingPkce: 'token' | 'authorize';
  /** Whether a principal of a JWT bearer credential counts as configured without a POST (platform-facts §13). */
  jwtBearerStatus: 'configured' | 'notConfigured';
  /** L26: whether a consent counts only when it comes from the user who asked for its URL (platform-facts §5: an inference). */
  consentBoundToUser: boolean;
};

export const defaultSwitches: Switches = {
  advancedCurrencyManagement: false,
  propagationMs: 0,
  jobMs: 0,
  ecaSecretOnDeploy: 'honoured',
  runAsUserApiOnly: false,
  retrieveReturnsSecret: true,
  globalOauthByDeploy: 'accepted',
  mockResolvesNamedCredential: false,
  permittedUsersForRunAs: false,
  ecaSecretOnUpdate: 'ignored',
  connectedAppCreation: 'blocked',
  deployWithPendingJobs: 'refused',
  destructiveMix: 'allowed',
  queueMs: 0,
  asyncSession: 'byOrigin',
  authProviderSecretOnUpdate: 'refused',
  usernamePasswordFlow: 'blocked',
  calloutLoops: 'refused',
  jobsOfCalloutLoops: 'allowed',
  policyPermissionSet: 'orgOrDeploy',
  calloutRedirects: 'given',
  undeclaredActionCallouts: 'allowed',
  sessionsLockedToIp: false,
  privilegedLogin: 'passkey',
  missingPkce: 'token',
  jwtBearerStatus: 'configured',
  consentBoundToUser: true,
};
