import type { ApexList, ApexObject, Native, Tx, Value } from '../model.ts';
import { batchJob } from '../run/batchJob.ts';
import { implementsFace } from '../run/callFace.ts';
import { enqueue } from '../run/jobs.ts';
import { then } from '../run/later.ts';
import { apexError } from '../run/throwing.ts';
import { platformType, sObjectType } from '../types/platform.ts';
import { typeOfValue } from '../values/typeOfValue.ts';
import { iterator } from './collections.ts';
import { query } from './database.ts';
import type { Room } from './define.ts';

const MAX_SCOPE = 2000;
const SCOPE = 200;

const executeBatch = (job: Value, size: number, tx: Tx): string => {
  if (!implementsFace(job, 'Database.Batchable'))
    throw apexError(
      tx,
      'AsyncException',
      `The class does not implement the Database.Batchable interface: ${typeOfValue(job).name}`,
    );
  if (size < 1) throw apexError(tx, 'AsyncException', `Invalid value for batch scope size: ${size}`);
  return enqueue(tx, batchJob(job, Math.min(size, MAX_SCOPE)));
};

const scheduleBatch = (job: Value, name: string, minutes: number, size: number, tx: Tx): string =>
  enqueue(tx, { ...batchJob(job, Math.min(Math.max(size, 1), MAX_SCOPE)), schedule: { name, minutes } });

type Locator = Native<{ items: Value[]; soql: string }>;

const locatorOf = (items: Value[], soql: string): Locator => ({
  is: 'native',
  type: platformType('Database.QueryLocator'),
  state: { items, soql },
});

export const batchRooms: Room[] = [
  { name: 'Database.AllowsCallouts', kind: 'interface' },
  { name: 'Database.Stateful', kind: 'interface' },
  {
    name: 'Database.Batchable<T>',
    kind: 'interface',
    abstracts: [
      // Or a Database.QueryLocator, or a list: types/batchStart.ts lets them pass.
      'Iterable<T> start(Database.BatchableContext?)',
      'void execute(Database.BatchableContext?, List<T>)',
      'void finish(Database.BatchableContext?)',
    ],
  },
  {
    name: 'Database.BatchableContext',
    methods: {
      'Id getJobId()': ({ state }: Native<string>) => state || null,
      'Id getChildJobId()': ({ state }: Native<string>) => state || null,
    },
  },
  {
    name: 'Database.QueryLocator',
    methods: {
      'String getQuery()': ({ state }: Locator) => state.soql,
      'Iterator<SObject> iterator()': ({ state }: Locator) => iterator(sObjectType, state.items),
    },
  },
  {
    name: 'Database',
    statics: {
      'Id executeBatch(Object)': (job: ApexObject, tx: Tx) => executeBatch(job, SCOPE, tx),
      'Id executeBatch(Object, Integer)': executeBatch,
      'Database.QueryLocator getQueryLocator(String)': (soql: string, tx: Tx) =>
        then(query(soql, tx), (list) => locatorOf((list as ApexList).items, soql)),
      'Database.QueryLocator getQueryLocator(List<SObject>)': ({ items }: ApexList) => locatorOf(items, ''),
    },
  },
  {
    name: 'System',
    statics: {
      'String scheduleBatch(Object, String, Integer)': (job: Value, name: string, minutes: number, tx: Tx) =>
        scheduleBatch(job, name, minutes, SCOPE, tx),
      'String scheduleBatch(Object, String, Integer, Integer)': scheduleBatch,
    },
  },
];
