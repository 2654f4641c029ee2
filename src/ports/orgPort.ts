import type { FileSet } from '../core/fileSet.ts';
import type { MetadataName } from '../core/metadataName.ts';
import type { RequestsReport } from '../core/report.ts';
import type { StageName } from './stageEvent.ts';

/** A record as REST gives it; relationship fields are nested records. */
export type OrgRow = { readonly [field: string]: string | number | boolean | null | OrgRow };

/** Answer to one query of several: rows, or the code of the error that this query alone met. */
export type QueryAnswer = { rows: readonly OrgRow[] } | { errorCode: string };

/** A component that listMetadata shows; `createdDate` is milliseconds since the epoch, 0 when the org did not say. */
export type ListedMetadata = MetadataName & { createdDate: number };

export type DeployProblem = { type: string; fullName: string; problem: string; line?: number; column?: number };

export type DeployOutcome = {
  id: string;
  status: string;
  success: boolean;
  problems: readonly DeployProblem[];
  /** `Type/FullName` of what was not there before. */
  created: readonly string[];
};

export type DeployOptions = {
  checkOnly: boolean;
  /** Apex tests to run; empty leaves the test level to the org (production demands tests, L53). */
  runTests: readonly string[];
};

export type DeleteOutcome = { deleted: true } | { deleted: false; message: string };

export type DeployProgress = { done: number; total: number };

/** Key and secret of the app's consumer. Never logged, written or put into an error. */
export type KeyPair = { key: string; secret: string };

export type CredentialAddress = { externalCredential: string; principal: string };

/**
 * Whose login a username-password loopback uses, and the app's key and secret where those are to change. Never logged
 * or told.
 */
export type Login = { pair?: KeyPair; username: string; password: string };

/** An org's own certificate: PEM text, and when it ends in milliseconds since the epoch. */
export type OrgCertificate = { pem: string; expiresAt: number };

/** Whose tokens a consent gives; Connect's words (L23). */
export type ConsentAddress = CredentialAddress & { principalType: 'named' | 'per-user' };

/** What the token endpoint says to a client-credentials request: a token (dropped at once), or an OAuth error. */
export type TokenAnswer = { ok: true } | { ok: false; error: string; description: string };

/** What anonymous Apex came to. `log` is the debug log of this very run. */
export type AnonymousResult = {
  compiled: boolean;
  success: boolean;
  line: number;
  column: number;
  problem?: string;
  log: string;
};

/** A change of a record of Tooling. A field may name the record that another change made: `@{as.id}`. */
export type ToolingChange =
  | { kind: 'create'; object: string; as: string; fields: Readonly<Record<string, string>> }
  | { kind: 'update'; object: string; id: string; fields: Readonly<Record<string, string>> }
  | { kind: 'delete'; object: string; id: string };

/** What became of a change; `id` of a record that was made. */
export type ChangeOutcome = { id?: string; errorCode?: string; message?: string };

/** What Apex that was called gave, or code and words of the org, or of the way there, that it gave nothing with. */
export type ActionAnswer = { output: unknown } | { errorCode: string; message: string };

export type LightningCall = { className: string; method: string; params: Readonly<Record<string, string>> };

/** Why key and secret could not be read back: the org has it switched off (L11), or knows no such app. */
export type ReadBack =
  { kind: 'pair'; pair: KeyPair } | { kind: 'key'; key: string } | { kind: 'off' } | { kind: 'absent' };

/** A deploy that has not ended. `createdBy`: id of its user. */
export type DeployUnderWay = { id: string; checkOnly: boolean; createdBy: string };

/**
 * What set-up and verification ask of an org. Small verbs, plain data. Every verb throws a Failure (`core/failure.ts`)
 * when the org cannot be asked; a refusal that the caller has to weigh is a value.
 */
export type OrgPort = {
  username: string;
  /** As the login said it. */
  orgId: string;
  /** No trailing slash. */
  instanceUrl: string;
  /** `NN.0` */
  apiVersion: string;
  /** Runs up to five queries in one composite request. */
  query: (
    queries: Readonly<Record<string, string>>,
    signal: AbortSignal,
    poll?: 'poll',
  ) => Promise<Record<string, QueryAnswer>>;
  /** As `query`, of the objects of Tooling. */
  queryTooling: (
    queries: Readonly<Record<string, string>>,
    signal: AbortSignal,
    poll?: 'poll',
  ) => Promise<Record<string, QueryAnswer>>;
  /** Up to 25 changes of Tooling's records in one request, each by itself. */
  changeTooling: (
    changes: readonly ToolingChange[],
    signal: AbortSignal,
    poll?: 'poll',
  ) => Promise<readonly ChangeOutcome[]>;
  /** The text of an ApexLog; undefined when it is gone or not to be read. */
  logText: (id: string, signal: AbortSignal) => Promise<string | undefined>;
  /** Runs an invocable Apex action once, and gives its output, or why there is none. */
  runAction: (
    className: string,
    input: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ) => Promise<ActionAnswer>;
  /** Calls an @AuraEnabled method as a Lightning component does, in a Lightning session, and gives what it returned. */
  runInLightning: (call: LightningCall, signal: AbortSignal) => Promise<ActionAnswer>;
  /** At most three types (L58). A type that the API version lacks gives none. */
  listMetadata: (types: readonly string[], signal: AbortSignal) => Promise<readonly ListedMetadata[]>;
  /** Files of one retrieve job, by path in the package (`classes/X.cls`); what the org lacks is left out. */
  retrieve: (members: readonly MetadataName[], signal: AbortSignal) => Promise<ReadonlyMap<string, string>>;
  credentialStatus: (
    at: CredentialAddress,
    signal: AbortSignal,
  ) => Promise<'Configured' | 'NotConfigured' | 'Absent' | 'Unknown'>;
  /** One deploy of source files (`FileSet` paths), all or nothing (L50). `onStarted` gives the job's id as soon as it has one. */
  deploy: (
    files: FileSet,
    options: DeployOptions,
    onProgress: (progress: DeployProgress) => void,
    signal: AbortSignal,
  ) => Promise<DeployOutcome>;
  /** Deploys that have not ended, at most five; none also where the org does not tell. */
  deploysUnderWay: (signal: AbortSignal) => Promise<readonly DeployUnderWay[]>;
  /** Waits for the end of a deploy that somebody began. */
  followDeploy: (
    id: string,
    onProgress: (progress: DeployProgress) => void,
    signal: AbortSignal,
  ) => Promise<DeployOutcome>;
  /** Creates or updates one component by Metadata CRUD (L36). */
  upsertMetadata: (
    type: string,
    fields: Readonly<Record<string, string | boolean>>,
    signal: AbortSignal,
  ) => Promise<void>;
  /** Deletes one component; one that is not there is no failure, a refusal is a value. */
  deleteComponent: (type: string, fullName: string, signal: AbortSignal) => Promise<DeleteOutcome>;
  /** Assigns a permission set; an assignment that is there already is no failure. */
  assign: (permissionSet: string, userIds: readonly string[], signal: AbortSignal) => Promise<void>;
  /** Stores key and secret in the external credential, unchecked by the org (L25); `exists` chooses PUT over POST (L22). */
  storeCredential: (
    at: CredentialAddress,
    pair: KeyPair,
    exists: boolean,
    signal: AbortSignal,
  ) => Promise<'Configured' | 'NotConfigured' | 'Unknown'>;
  /** Whether key and secret are stored in the external auth identity provider. */
  identityStatus: (
    provider: string,
    signal: AbortSignal,
  ) => Promise<'Configured' | 'NotConfigured' | 'Absent' | 'Unknown'>;
  /** Stores key and secret in the external auth identity provider (platform-facts §5). */
  storeIdentity: (provider: string, pair: KeyPair, exists: boolean, signal: AbortSignal) => Promise<void>;
  /** Writes the org-wide record of a hierarchy custom setting with the fields of `username-password`. */
  storeLogin: (customSetting: string, login: Login, signal: AbortSignal) => Promise<void>;
  /** The org's own certificate, or undefined when there is none of this name. */
  readCertificate: (name: string, signal: AbortSignal) => Promise<OrgCertificate | undefined>;
  /** Where the user of this port consents for a principal, unescaped (L26). */
  consentUrl: (at: ConsentAddress, signal: AbortSignal) => Promise<string>;
  /**
   * A URL that logs a browser in once, as the user of this port, and leads it to `path`; undefined where the login does
   * not allow it (it takes the scope web or full).
   */
  singleAccessUrl: (path: string, signal: AbortSignal) => Promise<string | undefined>;
  /** Forgets the tokens of a principal, so that a new consent can be told from an old one. */
  dropCredential: (at: ConsentAddress, signal: AbortSignal) => Promise<void>;
  readBack: (appName: string, signal: AbortSignal) => Promise<ReadBack>;
  /**
   * The app's consumer key, from its global OAuth settings, or undefined. The one time that these are read: an answer may
   * hold the secret too (L35), which is dropped at once.
   */
  readKey: (settingsName: string, signal: AbortSignal) => Promise<string | undefined>;
  /** Counts as a poll. */
  probeToken: (pair: KeyPair, signal: AbortSignal) => Promise<TokenAnswer>;
  runAnonymous: (apex: string, signal: AbortSignal) => Promise<AnonymousResult>;
  /** Requests that follow belong to this stage. */
  enter: (stage: StageName) => void;
  requests: () => RequestsReport;
};
