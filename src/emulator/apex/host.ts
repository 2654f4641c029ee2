/**
 * What running Apex asks of its org. Implemented by the emulated org (`callout/`, `soql/`), given to the interpreter for
 * one transaction. Types only: the interpreter knows nothing of the org behind it.
 */
import type { QueuedJob } from './queuedJob.ts';
import type { AuraCall, AuraOutcome, PageApex, PageOutcome, RestCall, RestOutcome, RestTarget } from './requests.ts';
import type { Row } from '../state/orgState.ts';
import type { AccessMode, DmlOrder, DmlOutcome, ObjectDescription, QueryAnswer } from './hostData.ts';
import type { Value } from './model.ts';

export type ApexUser = {
  id: string;
  username: string;
  name: string;
  firstName: string;
  lastName: string;
  email: string;
  profileId: string;
  userType: string;
};

export type CalloutRequest = {
  endpoint: string;
  method: string;
  headers: ReadonlyArray<readonly [string, string]>;
  body: string | Uint8Array;
  timeoutMs: number;
};

export type CalloutResponse = {
  status: number;
  statusText: string;
  headers: ReadonlyArray<readonly [string, string]>;
  body: Uint8Array;
};

/** A Visualforce page as getContent() gives it. */
export type PageContent = { body: Uint8Array };

/** A refusal that Apex sees as a System.CalloutException (or another exception type) with this message. */
export type ApexRefusal = { exceptionType: string; message: string };

/** A partition of the platform cache, by its name without namespace. */
export type CachePartition = { name: string; isDefault: boolean };

/** `until` is in milliseconds since the epoch. */
export type CacheEntry = { value: Value; until: number };

export type ApexHost = {
  now: () => number;
  user: ApexUser;
  org: { id: string; name: string; domainUrl: string };
  /** What UserInfo.getSessionId() gives in this context; null where the platform gives none (L41). */
  sessionId: string | null;
  /** True inside a test method. */
  isTest: boolean;
  newSecret: (length: number) => string;
  /** Sends a callout as the org would: named credential, Remote Site, headers, tokens (L21, L31, L37, L38, L39, L44). */
  callout: (request: CalloutRequest) => Promise<CalloutResponse | { refusal: ApexRefusal }>;
  /** What getContent() of a page's path gives (L42); where it is missing, Apex that asks for it is refused by name. */
  pageContent?: (url: string) => Promise<PageContent | { refusal: ApexRefusal }>;
  /** The record of a hierarchy custom setting that an owner (organization, profile or user) has; null where none. */
  customSetting?: (sObjectType: string, ownerId: string) => Row | null;
  /** In a test that has a mock: why its endpoint cannot be called even so, or null (L38, a switch). */
  refuseMocked?: (endpoint: string) => ApexRefusal | null;
  /** The platform cache: its partitions, and what they hold by kind, partition and key. */
  cache?: { partitions: () => readonly CachePartition[]; store: Map<string, CacheEntry> };
  /** An object as this user may see it; null where there is none such. */
  describe?: (sObjectType: string, userId: string) => ObjectDescription | null;
  /** SOQL with binds already put in as literals; in system mode unless said. */
  query: (soql: string, mode?: AccessMode) => Promise<QueryAnswer | { refusal: ApexRefusal }>;
  /** DML of records of one object: what became of each, in order. The caller takes back what must not stay. */
  dml: (order: DmlOrder) => Promise<DmlOutcome[] | { refusal: ApexRefusal }>;
  /** The object whose records have ids like this one; null where there is none. */
  objectOfId?: (id: string) => string | null;
  /** Takes an asynchronous job and gives its id; where it is missing, Apex that asks for one is refused by name. */
  enqueue?: (job: QueuedJob) => string | { refusal: ApexRefusal };
  /** Ends a job or a schedule by its id (L64). */
  abort?: (id: string) => ApexRefusal | null;
  /** In a test: the host of another user in the same org (System.runAs); null where there is no such user. */
  asUser?: (userId: string) => ApexHost | null;
  /** L68: whether an action that does not declare `callout=true` finds work of its caller pending. */
  undeclaredActionsPend?: boolean;
  /** Marks where the transaction is; what it gives takes back what its DML did since. Without it nothing is taken back. */
  savepoint?: () => () => void;
};

/** A field of an object as Apex sees it; a reference has a second field for the record it leads to. */
export type SObjectField = {
  name: string;
  type: 'Id' | 'String' | 'Boolean' | 'Integer' | 'Decimal' | 'Double' | 'Date' | 'Datetime';
  parent?: { relationship: string; object: string; children?: string };
};

export type SObjectSchema = { name: string; keyPrefix: string | null; fields: readonly SObjectField[] };

/** What one org has besides the platform and its classes: its custom settings, and its Visualforce pages by name. */
export type OrgTypes = {
  settings: readonly SObjectSchema[];
  /** Custom objects, and the standard ones as this org has them where it has any. */
  objects?: readonly SObjectSchema[];
  pages: readonly string[];
};

/** A deployed class or trigger, as the runtime loads it; a trigger's name begins with `trigger `, as no class's does. */
export type ApexSource = { name: string; body: string; apiVersion: string };

/** A compile problem; line and column count from 1. */
export type ApexProblem = { line: number; column: number; message: string };

/** Outcome of an anonymous block, as `executeAnonymous` reports it. */
export type AnonymousOutcome = {
  compiled: boolean;
  success: boolean;
  line: number;
  column: number;
  compileProblem: string | null;
  exceptionMessage: string | null;
  exceptionStackTrace: string | null;
  /** Lines of the debug log, without its header. */
  log: string[];
};

/** What an invocable method gave for each input, or why there is nothing. */
export type InvocableOutcome = (
  { outputs: readonly (Readonly<Record<string, unknown>> | null)[] } | { statusCode: string; message: string }
) & {
  log: string[];
};

/** Which tests to run: names of methods by class; no names means all of the class's @IsTest methods. */
export type TestSelection = { className: string; methods?: readonly string[] };

/** Lines of a class that ran. */
export type CoveredLines = { className: string; lines: readonly number[] };

/** What a test method used of its limits, by the names of ApexTestResultLimits. */
export type TestLimits = Record<
  'Callouts' | 'AsyncCalls' | 'DmlRows' | 'Email' | 'QueryRows' | 'Cpu' | 'Dml' | 'Soql',
  number
>;

/** What one test method came to, or a @TestSetup method (`isSetup`). */
export type TestOutcome = {
  className: string;
  methodName: string;
  isSetup: boolean;
  outcome: 'Pass' | 'Fail';
  message: string | null;
  stackTrace: string | null;
  durationMs: number;
  limits: TestLimits;
  covered: readonly CoveredLines[];
  log: string[];
};

/** Whose host is asked for. Methods of a class start from what its @TestSetup left, or from the org's own data. */
export type TestPlace = { className: string; methodName: string; isSetup: boolean; seesAllData: boolean };

export type HostForTest = (test: TestPlace) => ApexHost;

/** Lines of a class that can run, and those that ran. */
export type LineCoverage = { className: string; lines: number[]; covered: number[] };

/**
 * The runtime's face, from `apex/runtime.ts`:
 * `checkClasses` parses and links a package (the org's classes with the changed ones put in) and gives problems by class
 * name; `runAnonymous` runs a block in a transaction of its own; `runTests` runs @IsTest methods, each in a transaction
 * of its own with the host that `hostFor` makes for it. What a failed transaction did to the org's records is the
 * caller's to undo.
 */
export type ApexRuntime = {
  checkClasses: (all: readonly ApexSource[], changed: ReadonlySet<string>) => Promise<Map<string, ApexProblem[]>>;
  runAnonymous: (
    classes: readonly ApexSource[],
    block: string,
    apiVersion: string,
    host: ApexHost,
  ) => Promise<AnonymousOutcome>;
  /** Runs the @InvocableMethod of a class, once for all inputs; null when it has none. */
  runInvocable: (
    classes: readonly ApexSource[],
    className: string,
    inputs: readonly Readonly<Record<string, unknown>>[],
    host: ApexHost,
  ) => Promise<InvocableOutcome | null>;
  /** Calls an @AuraEnabled method. */
  runAura: (classes: readonly ApexSource[], call: AuraCall, host: ApexHost) => Promise<AuraOutcome>;
  /** What a request to Apex REST leads to, and running it; null when it leads nowhere. */
  findRest: (classes: readonly ApexSource[], call: Pick<RestCall, 'method' | 'path'>) => Promise<RestTarget>;
  runRest: (classes: readonly ApexSource[], call: RestCall, host: ApexHost) => Promise<RestOutcome | null>;
  /** What is wrong with a page's Apex, the first problem; null when nothing is. */
  checkPage: (classes: readonly ApexSource[], page: PageApex) => Promise<string | null>;
  /** Runs a page's Apex; `url` is the page with its parameters. */
  runPage: (classes: readonly ApexSource[], page: PageApex, url: string, host: ApexHost) => Promise<PageOutcome>;
  /** Names of test methods by class; classes without any are not there. */
  testMethods: (classes: readonly ApexSource[]) => Promise<ReadonlyMap<string, readonly string[]>>;
  runTests: (
    classes: readonly ApexSource[],
    selection: readonly TestSelection[],
    hostFor: HostForTest,
  ) => Promise<{ tests: TestOutcome[]; coverage: LineCoverage[] }>;
};
