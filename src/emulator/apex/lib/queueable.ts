import type { FinalizerState } from '../run/finalizer.ts';
import { resultOf } from '../run/finalizer.ts';
import { CALLOUT_NOT_ALLOWED, CALLOUT_IN_TRIGGER } from '../run/calloutNotAllowed.ts';
import { callFace, implementsFace } from '../run/callFace.ts';
import { enqueue } from '../run/jobs.ts';
import { then } from '../run/later.ts';
import { apexError } from '../run/throwing.ts';
import type { ApexTypeValue, Native, Tx, Value } from '../model.ts';
import { platformType } from '../types/platform.ts';
import { copyValue } from '../values/copyValue.ts';
import { typeOfValue } from '../values/typeOfValue.ts';
import { constantOf } from './constants.ts';
import type { Room } from './define.ts';

type Options = { minimumDelay: number | null; maximumDepth: number | null };

const NO_OPTIONS: Options = { minimumDelay: null, maximumDepth: null };

const MAX_DELAY = 10;

const maximumDepths = new WeakMap<Tx, number>();

const enqueueJob = (job: Value, { minimumDelay, maximumDepth }: Options, tx: Tx): string => {
  if (!implementsFace(job, 'Queueable'))
    throw apexError(
      tx,
      'AsyncException',
      `The class does not implement the Queueable interface: ${typeOfValue(job).name}`,
    );
  const delay = minimumDelay ?? 0;
  if (delay < 0 || delay > MAX_DELAY)
    throw apexError(tx, 'IllegalArgumentException', `Invalid delay: ${delay}. It must be between 0 and ${MAX_DELAY}.`);
  const depth = tx.quiddity === 'QUEUEABLE' ? tx.queueDepth + 1 : 1;
  const deepest = maximumDepths.get(tx) ?? maximumDepth;
  if (deepest !== null && depth > deepest)
    throw apexError(tx, 'AsyncException', 'Maximum stack depth has been reached.');
  const kept = copyValue(job);
  const why = tx.trigger ? CALLOUT_IN_TRIGGER : CALLOUT_NOT_ALLOWED;
  return enqueue(tx, {
    kind: 'Queueable',
    className: typeOfValue(job).name,
    methodName: 'execute',
    depth,
    delayMinutes: delay,
    begin: () => ({
      name: 'execute',
      quiddity: 'QUEUEABLE',
      noCallouts: implementsFace(job, 'Database.AllowsCallouts') ? null : why,
      run: (on, { jobId }) => {
        if (deepest !== null) maximumDepths.set(on, deepest);
        const context: Native<string> = { is: 'native', type: platformType('QueueableContext'), state: jobId };
        return then(callFace(on, copyValue(kept), 'Queueable', 'execute', [context]), () => []);
      },
    }),
  });
};

const attach = (finalizer: Value, tx: Tx): void => {
  if (tx.quiddity !== 'QUEUEABLE')
    throw apexError(tx, 'HandledException', 'System.attachFinalizer(Finalizer) is not allowed in this context');
  if (tx.finalizer !== null)
    throw apexError(tx, 'HandledException', 'More than one Finalizer cannot be attached to same Async Apex Job');
  tx.finalizer = finalizer;
};

type Parent = Native<FinalizerState>;

export const queueableRooms: Room[] = [
  { name: 'Queueable', kind: 'interface', abstracts: ['void execute(QueueableContext?)'] },
  { name: 'QueueableContext', methods: { 'Id getJobId()': ({ state }: Native<string>) => state || null } },
  { name: 'Finalizer', kind: 'interface', abstracts: ['void execute(FinalizerContext?)'] },
  { name: 'ParentJobResult', kind: 'enum', constants: ['SUCCESS', 'UNHANDLED_EXCEPTION'] },
  {
    name: 'FinalizerContext',
    methods: {
      'Id getAsyncApexJobId()': ({ state }: Parent) => state.jobId,
      'String getRequestId()': ({ state }: Parent) => state.requestId,
      'ParentJobResult getResult()': ({ state }: Parent, tx: Tx) => constantOf(tx, 'ParentJobResult', resultOf(state)),
      'Exception getException()': ({ state }: Parent) => state.error,
    },
  },
  {
    name: 'AsyncOptions',
    constructors: {
      '()': ({ value: type }: ApexTypeValue): Native<Options> => ({
        is: 'native',
        type,
        state: { ...NO_OPTIONS },
      }),
    },
    fields: {
      'Integer MinimumQueueableDelayInMinutes': ({ state }: Native<Options>) => state.minimumDelay,
      'Integer MaximumQueueableStackDepth': ({ state }: Native<Options>) => state.maximumDepth,
    },
    writes: {
      'Integer MinimumQueueableDelayInMinutes': ({ state }: Native<Options>, minutes: number | null) => {
        state.minimumDelay = minutes;
      },
      'Integer MaximumQueueableStackDepth': ({ state }: Native<Options>, depth: number | null) => {
        state.maximumDepth = depth;
      },
    },
  },
  {
    name: 'AsyncInfo',
    statics: {
      'Integer getCurrentQueueableStackDepth()': (tx: Tx) => tx.queueDepth,
      'Boolean hasMaxStackDepth()': (tx: Tx) => maximumDepths.has(tx),
      'Integer getMaximumQueueableStackDepth()': (tx: Tx) => maximumDepths.get(tx) ?? null,
    },
  },
  {
    name: 'System',
    statics: {
      'Id enqueueJob(Object)': (job: Value, tx: Tx) => enqueueJob(job, NO_OPTIONS, tx),
      'Id enqueueJob(Object, Integer)': (job: Value, minutes: number, tx: Tx) =>
        enqueueJob(job, { ...NO_OPTIONS, minimumDelay: minutes }, tx),
      'Id enqueueJob(Object, AsyncOptions)': (job: Value, options: Native<Options>, tx: Tx) =>
        enqueueJob(job, options.state, tx),
      'void attachFinalizer(Object)': attach,
    },
  },
];
