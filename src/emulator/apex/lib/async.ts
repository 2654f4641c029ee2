import { dispatch } from '../bind/invoke.ts';
import type { ApexObject, Job, Native, Tx, Value } from '../model.ts';
import { enqueue } from '../run/jobs.ts';
import { apexError } from '../run/throwing.ts';
import { findMethods, isSubtype } from '../types/hierarchy.ts';
import { platformType } from '../types/platform.ts';
import { typeOfValue } from '../values/typeOfValue.ts';
import { itemsOf } from './collections.ts';
import type { Room } from './define.ts';

const context = (type: string, id: string): Native<string> => ({ is: 'native', type: platformType(type), state: id });

/** Calls a method that an interface asks for on the user's object. */
const call = async (tx: Tx, object: Value, face: string, name: string, args: Value[]): Promise<Value> => {
  const [found] = findMethods(platformType(face), name);
  return found ? dispatch(object, found.method).invoke(tx, object, args) : null;
};

const implementsIt = (value: Value, face: string): boolean =>
  typeOfValue(value).def !== platformType(face).def && isSubtype({ ...typeOfValue(value) }, platformType(face));

const refused = (kind: string): string =>
  `Callout not allowed from this ${kind} job. Please implement Database.AllowsCallouts`;

const permission = (value: Value, kind: string): string | null =>
  implementsIt(value, 'Database.AllowsCallouts') ? null : refused(kind);

const describe = (value: Value, methodName: string): Pick<Job, 'className' | 'methodName'> => ({
  className: typeOfValue(value).name,
  methodName,
});

const enqueueJob = (job: Value, tx: Tx): string => {
  if (!implementsIt(job, 'Queueable'))
    throw apexError(
      tx,
      'AsyncException',
      `The class does not implement the Queueable interface: ${typeOfValue(job).name}`,
    );
  return enqueue(tx, {
    ...describe(job, 'execute'),
    kind: 'Queueable',
    noCallouts: permission(job, 'queueable'),
    run: async (on) => {
      await call(on, job, 'Queueable', 'execute', [context('QueueableContext', '')]);
    },
  });
};

const schedule = (name: string, cron: string, job: Value, tx: Tx): string => {
  if (cron.trim().split(/\s+/).length < 6)
    throw apexError(tx, 'StringException', `Invalid cron expression for ${name}: ${cron}`);
  return enqueue(tx, {
    ...describe(job, 'execute'),
    kind: 'ScheduledApex',
    noCallouts: 'Callout from scheduled Apex not supported.',
    run: async (on) => {
      await call(on, job, 'Schedulable', 'execute', [context('SchedulableContext', '')]);
    },
  });
};

const runBatch = async (tx: Tx, job: Value, size: number): Promise<void> => {
  const face = 'Database.Batchable';
  const at = (): Value => context('Database.BatchableContext', '');
  const items = itemsOf(await call(tx, job, face, 'start', [at()]));
  const type = platformType('List');
  for (let i = 0; i < items.length; i += size)
    await call(tx, job, face, 'execute', [at(), { is: 'list', type, items: items.slice(i, i + size) }]);
  await call(tx, job, face, 'finish', [at()]);
};

const executeBatch = (job: Value, size: number, tx: Tx): string =>
  enqueue(tx, {
    ...describe(job, 'execute'),
    kind: 'BatchApex',
    noCallouts: permission(job, 'batch'),
    run: (on) => runBatch(on, job, Math.max(size, 1)),
  });

export const asyncRooms: Room[] = [
  { name: 'Queueable', kind: 'interface', abstracts: ['void execute(QueueableContext?)'] },
  { name: 'QueueableContext', methods: { 'Id getJobId()': ({ state }: Native<string>) => state || null } },
  { name: 'Schedulable', kind: 'interface', abstracts: ['void execute(SchedulableContext?)'] },
  { name: 'SchedulableContext', methods: { 'Id getTriggerId()': ({ state }: Native<string>) => state || null } },
  { name: 'Database.AllowsCallouts', kind: 'interface' },
  { name: 'Database.Stateful', kind: 'interface' },
  {
    name: 'Database.Batchable<T>',
    kind: 'interface',
    abstracts: [
      'Iterable<T> start(Database.BatchableContext?)',
      'void execute(Database.BatchableContext?, List<T>)',
      'void finish(Database.BatchableContext?)',
    ],
  },
  { name: 'Database.BatchableContext', methods: { 'Id getJobId()': ({ state }: Native<string>) => state || null } },
  {
    name: 'System',
    statics: {
      'Id enqueueJob(Object)': enqueueJob,
      'Id schedule(String, String, Schedulable)': schedule,
    },
  },
  {
    name: 'Database',
    statics: {
      'Id executeBatch(Object)': (job: ApexObject, tx: Tx) => executeBatch(job, 200, tx),
      'Id executeBatch(Object, Integer)': executeBatch,
    },
  },
];
