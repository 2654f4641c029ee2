import type { Fault } from '../faults/fault.ts';
import type { ApexQueue } from './apexQueue.ts';
import type { AsyncApexJobRow, CronTriggerRow } from './asyncWork.ts';
import type { StoredComponent } from './components.ts';
import type { Cursor } from './cursors.ts';
import type { ApexLogRow, DebugLevelRow, TraceFlagRow } from './debugLogs.ts';
import type { Edition } from './editions.ts';
import type { Jobs } from './jobs.ts';
import type { OauthState } from './oauthState.ts';
import type { Streams } from './streams.ts';
import type { Switches } from './switches.ts';
import type { Vault } from './vault.ts';

/** A record; field names as the platform spells them. Values are JSON values as the REST API shows them. */
export type Row = Record<string, string | number | boolean | null>;

/** A session or an access token: what the bearer of `token` may do. */
export type Session = {
  token: string;
  userId: string;
  /** Granted scopes by OAuth name; `api` or `full` lets it use the API. */
  scopes: readonly string[];
  /**
   * How it came about; `ui` is that of a login page, `lightning` sessions are refused by the API (L40), `async` is that
   * of a job (L48).
   */
  kind: 'oauth' | 'api' | 'ui' | 'lightning' | 'visualforce' | 'async';
  /** Of a browser's session: the one that its Lightning code has, and what Lightning's own requests prove it by. */
  lightning?: { token: string; csrf: string };
  /** Its token is a JWT: REST takes it, SOAP and Apex do not (L41), and using it does not renew it. */
  isJwt?: true;
  /** Consumer key of the app it was issued to, when an app was. */
  consumerKey?: string;
  expiresAt: number;
  /** What the next page of this browser tells once. */
  notice?: string;
};

/** A second pair of a consumer, valid beside the first (platform-facts §2.5); `Rotated`: it was the first one once. */
export type StagedPair = {
  id: string;
  key: string;
  secret: string;
  state: 'Active' | 'Rotated';
  knownAt: number;
  expiresAt: number;
};

/** A consumer (key and secret) of an app. The secret is compared and never shown, but as L11 and L35 say. */
export type Consumer = {
  id: string;
  appName: string;
  key: string;
  secret: string;
  /** Clock time from which the token endpoint knows it (L10). */
  knownAt: number;
  /** Of a connected app of that name; otherwise of an External Client App. */
  connectedApp?: true;
  staged?: StagedPair;
};

/** What the org keeps for one principal of an external credential (a UserExternalCredential). */
export type StoredCredential = {
  externalCredential: string;
  principalName: string;
  principalType: 'NamedPrincipal' | 'PerUserPrincipal';
  /** Set for a per-user principal. */
  userId?: string;
  values: Record<string, { value: string; encrypted: boolean }>;
  /** The last token that the token endpoint gave for it. */
  accessToken?: string;
  /** Of a consent, where the provider gave one (L18). */
  refreshToken?: string;
};

export type RequestRecord = {
  n: number;
  method: string;
  /** Path and query, as asked for, leading slashes folded. */
  path: string;
  /** `callout` when Apex of this org sent it. */
  origin: 'client' | 'callout';
  /** SOAP operation, OAuth grant or the like, where the route knows one. */
  operation?: string;
  status?: number;
};

export type OrgInfo = {
  id: string;
  name: string;
  /** Own URL, no trailing slash; stands for the My Domain. Set when the server listens. */
  url: string;
  edition: Edition;
  /** Among the orgs of a server, from 1 on. */
  number: number;
  /** Of a sandbox. */
  sandboxName?: string;
  /** When it ends, in milliseconds since the epoch; null: never. */
  expiresAt: number | null;
  namespacePrefix: string | null;
  /** `NN.0`, ascending. */
  apiVersions: readonly string[];
};

/** Everything an emulated org is. Handlers take it and change it; nothing else holds state. */
export type OrgState = {
  org: OrgInfo;
  switches: Switches;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** How many ids of each prefix `newId` has given. */
  idCounts: Map<string, number>;
  newId: (prefix: string) => string;
  /** An unguessable string of letters and digits. */
  newSecret: (length: number) => string;
  /** Records by object name: User, Profile, PermissionSetAssignment, Account, … Derived objects are in `soql/`. */
  records: Map<string, Row[]>;
  /** Queries with more records than one answer takes, by id. */
  cursors: Map<string, Cursor>;
  /** Deployed metadata by `Type/FullName`. */
  components: Map<string, StoredComponent>;
  sessions: Map<string, Session>;
  consumers: Consumer[];
  credentials: StoredCredential[];
  vault: Vault;
  oauth: OauthState;
  /** Passwords of those who may log in at the login page, by user id. */
  passwords: Map<string, string>;
  /** Deploys, retrieves and runs of tests. */
  jobs: Jobs;
  /** Asynchronous Apex that is still to run; the rows that tell of it stand in the tables below. */
  apexQueue: ApexQueue;
  /** Asynchronous Apex and what is scheduled. */
  asyncJobs: readonly AsyncApexJobRow[];
  cronTriggers: readonly CronTriggerRow[];
  apexLogs: readonly ApexLogRow[];
  traceFlags: readonly TraceFlagRow[];
  debugLevels: readonly DebugLevelRow[];
  streams: Streams;
  requests: RequestRecord[];
  /** What is to go wrong, as somebody asked for by the control endpoint. */
  faults: Fault[];
  /** Names that lead to orgs of this process, besides those of this machine; empty but with real host names. */
  hosts: ReadonlySet<string>;
  /** Sends the org's own callouts: `fetch`, or the in-memory handler in tests. */
  send: (request: Request) => Promise<Response>;
};
