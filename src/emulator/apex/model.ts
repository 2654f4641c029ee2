/**
 * What values, types and running code are. Types only: `values/`, `types/`, `bind/`, `run/` and `lib/` give them life.
 * Integer is a number in 32 bits, Long a bigint, String a string, Boolean a boolean; all else is tagged by `is`.
 */
import type { ApexHost, ApexProblem } from './host.ts';
import type { DmlFailure } from './hostData.ts';
import type { JobIds, QueuedJob, QueuedPart } from './queuedJob.ts';
import type { Modifiers } from './parse/ast.ts';

export type ApexDouble = { is: 'double'; value: number };
/** unscaled / 10^scale */
export type ApexDecimal = { is: 'decimal'; unscaled: bigint; scale: number };
export type ApexId = { is: 'id'; text: string };
export type ApexBlob = { is: 'blob'; bytes: Uint8Array };
/** Days since 1970-01-01. */
export type ApexDate = { is: 'date'; day: number };
/** Milliseconds since midnight. */
export type ApexTime = { is: 'time'; ms: number };
/** Milliseconds since the epoch. */
export type ApexDatetime = { is: 'datetime'; ms: number };
export type ApexList = { is: 'list'; type: ApexType; items: Value[] };
export type ApexSet = { is: 'set'; type: ApexType; entries: Map<unknown, Value> };
export type ApexMap = { is: 'map'; type: ApexType; entries: Map<unknown, [Value, Value]> };
export type ApexEnum = { is: 'enum'; type: ApexType; name: string; ordinal: number };
export type ApexTypeValue = { is: 'type'; value: ApexType };
export type ApexSObject = {
  is: 'sobject';
  type: ApexType;
  /** `loaded`: as a query brought it, not set by code since. */
  fields: Map<string, { name: string; value: Value; loaded?: true }>;
  queried?: boolean;
};
/** An object of a platform class; each room of `lib/` knows the state of its own. */
export type Native<State = unknown> = { is: 'native'; type: ApexType; state: State };
/** What every exception object carries besides the fields of its class. */
export type Thrown = {
  message: string | null;
  cause: Value;
  /** The message was set after it was made. */
  said?: true;
  trace: string | null;
  line: number;
  /** Of a DmlException: the records that failed, by their place in the statement. */
  failed?: readonly { index: number; id: string | null; failure: DmlFailure }[];
};
export type ApexObject = {
  is: 'object';
  type: ApexType;
  fields: Map<Field, Value>;
  thrown: Thrown | null;
  /** The System.StubProvider that answers for its methods. */
  stub?: Value;
};

export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | ApexDouble
  | ApexDecimal
  | ApexId
  | ApexBlob
  | ApexDate
  | ApexTime
  | ApexDatetime
  | ApexList
  | ApexSet
  | ApexMap
  | ApexEnum
  | ApexTypeValue
  | ApexSObject
  | Native
  | ApexObject;

/** Work that is done at once wherever it can be: only callouts and the like wait. */
export type Later<T> = T | Promise<T>;

export type ApexType = { name: string; def: TypeDef; args: readonly ApexType[] };

export type Access = 'private' | 'protected' | 'public' | 'global';

export type Method = {
  name: string;
  owner: TypeDef;
  isStatic: boolean;
  access: Access;
  modifiers: Modifiers;
  /** `nullable` is false where a platform method refuses null. */
  parameters: readonly { type: ApexType; nullable: boolean; name: string }[];
  returns: ApexType;
  /** False for a method of an interface and an abstract one. */
  hasBody: boolean;
  line: number;
  /** `self` is the object (null for a static method); arguments have their parameters' types. */
  invoke: (tx: Tx, self: Value, args: Value[]) => Later<Value>;
};

export type Field = {
  name: string;
  owner: TypeDef;
  type: ApexType;
  isStatic: boolean;
  access: Access;
  /** Who may write it, when that is narrower than who may read it. */
  writeAccess: Access;
  modifiers: Modifiers;
  /** True of a property: pages show no others. */
  isProperty?: true;
  /** True when it has a place of its own: a plain field or an automatic property. */
  isStored: boolean;
  get: ((tx: Tx, self: Value) => Later<Value>) | null;
  set: ((tx: Tx, self: Value, value: Value) => Later<void>) | null;
};

export type TypeDef = {
  /** As shown to people: `String`, `System.HttpRequest`, `Outer.Inner`. */
  name: string;
  kind: 'class' | 'interface' | 'enum' | 'sobject';
  isNative: boolean;
  typeParameters: readonly string[];
  outer: TypeDef | null;
  superType: ApexType | null;
  interfaces: ApexType[];
  modifiers: Modifiers;
  apiVersion: number;
  fields: Map<string, Field>;
  methods: Map<string, Method[]>;
  constructors: Method[];
  inner: Map<string, TypeDef>;
  constants: string[];
  /** Runs the static initialisers, once a transaction. */
  initialize: ((tx: Tx) => Later<void>) | null;
};

export type Frame = {
  tx: Tx;
  self: Value;
  locals: Value[];
  line: number;
  /** As in a stack trace: `Class.X.method`, `AnonymousBlock`. */
  where: string;
  /** Variables by name, where dynamic SOQL is about to run. */
  binds?: (frame: Frame, name: string) => Later<Value>;
};

export type LogEntry = (event: string, ...details: string[]) => void;

/** One transaction of a job as the interpreter runs it: gives those that follow. */
export type JobPart = {
  name: QueuedPart['name'];
  /** How it came to run, by the platform's name. */
  quiddity: string;
  /** Why it may not call out (L45); null when it may. */
  noCallouts: string | null;
  run: (tx: Tx, ids: JobIds) => Later<readonly JobPart[]>;
};

/** A job that the transaction has asked for; it runs in some of its own, in a test at stopTest in the same. */
export type Job = Omit<QueuedJob, 'begin'> & { id: string; begin: () => JobPart };

/** What a transaction has used of its limits so far. */
export type Usage = Pick<
  Tx,
  'steps' | 'callouts' | 'calloutMs' | 'queries' | 'queryRows' | 'dmlStatements' | 'dmlRows'
>;

/** One Apex transaction: statics, limits, log and what is pending belong to it alone. */
export type Tx = {
  host: ApexHost;
  find: (name: string) => ApexType | null;
  /** Every object of the org. */
  objects: () => ApexType[];
  statics: Map<Field, Value>;
  initialized: Set<TypeDef>;
  stack: Frame[];
  steps: number;
  callouts: number;
  /** Milliseconds spent waiting for them. */
  calloutMs: number;
  queries: number;
  queryRows: number;
  dmlStatements: number;
  dmlRows: number;
  /** Work that makes a callout impossible until it is committed (L43). */
  pending: boolean;
  jobs: Job[];
  /** Why this code may not call out (L45); null when it may. */
  noCallouts: string | null;
  /** Whether it may do no DML: constructors and getters of a page. */
  noDml: boolean;
  user: ApexHost['user'];
  /** Another transaction of the same classes. */
  fresh: (host: ApexHost, quiddity: string) => Tx;
  /** The triggers of an object, and the context of the one that runs; how deep they are in one another. */
  triggers: (object: string) => readonly LinkedTrigger[];
  trigger: TriggerContext | null;
  triggerDepth: number;
  /** Events that a test has published and nobody heard yet. */
  events: ApexSObject[];
  /** What System.attachFinalizer was given. */
  finalizer: Value;
  /** How many queueable jobs led here; 0 outside one. */
  queueDepth: number;
  /** Which part of a job this is. */
  jobPart: JobPart['name'] | null;
  quiddity: string;
  apiVersion: number;
  log: LogEntry;
  logLines: string[];
  /** `used` is what it had used of its limits at startTest. */
  test: { mocks: Map<string, Value>; started: boolean; stopped: boolean; used: Partial<Tx>; window?: Usage } | null;
  coverage: Map<TypeDef, Set<number>> | null;
};

/** What a trigger's code finds as `Trigger`; `errors` are those of addError, by record. */
export type TriggerContext = {
  /** `BEFORE_INSERT` and its like. */
  operation: string;
  new: ApexList | null;
  old: ApexList | null;
  newMap: ApexMap | null;
  oldMap: ApexMap | null;
  errors: Map<Value, string>;
};

/** A trigger made runnable; `events` in lower case: `before insert`. */
export type LinkedTrigger = {
  name: string;
  object: string;
  events: readonly string[];
  bind: () => { step: Step; problems: ApexProblem[] };
};

/** An expression made runnable; `type` is its static type. */
export type Code = {
  type: ApexType;
  /** Inline SOQL: a list that may stand for its only record. */
  isQuery?: boolean;
  /** Behind a safe dot: as `run`, but telling the rest of the chain when there is none. */
  chain?: (frame: Frame) => Later<Value>;
  run: (frame: Frame) => Later<Value>;
};

/** How a statement ended, when not by falling through. */
export type Signal = 'break' | 'continue' | { returned: Value } | undefined;

export type Step = (frame: Frame) => Later<Signal>;
