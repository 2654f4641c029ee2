import type { Job, JobPart, Native, Tx, Value } from '../model.ts';
import { listOf, objectType, platformType } from '../types/platform.ts';
import { copyValue } from '../values/copyValue.ts';
import { typeOfValue } from '../values/typeOfValue.ts';
import { CALLOUT_NOT_ALLOWED } from './calloutNotAllowed.ts';
import { callFace, implementsFace } from './callFace.ts';
import { checkSize } from './interrupt.ts';
import { apexError } from './throwing.ts';

const FACE = 'Database.Batchable';

/** Everything that `start` gives: records of a query, a list, or what an iterator brings. */
const scopeOf = async (tx: Tx, given: Value): Promise<Value[]> => {
  if (given === null) throw apexError(tx, 'NullPointerException', 'Attempt to de-reference a null object');
  if (typeof given !== 'object') return [];
  if (given.is === 'native' && given.type.def === platformType('Database.QueryLocator').def)
    return [...(given as Native<{ items: Value[] }>).state.items];
  if (given.is === 'list') return [...given.items];
  if (given.is === 'set') return [...given.entries.values()];
  const iterator = await callFace(tx, given, 'Iterable', 'iterator', []);
  const items: Value[] = [];
  while ((await callFace(tx, iterator, 'Iterator', 'hasNext', [])) === true) {
    checkSize(tx, items.push(await callFace(tx, iterator, 'Iterator', 'next', [])));
  }
  return items;
};

const chunksOf = (items: readonly Value[], size: number): Value[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

/**
 * The job that Database.executeBatch makes. Each part works on the object as it was when the job was queued; only that
 * of a `Database.Stateful` class keeps what the parts before it did, but for those that failed.
 */
export const batchJob = (batch: Value, size: number): Omit<Job, 'id'> => {
  const name = typeOfValue(batch).name;
  const isStateful = implementsFace(batch, 'Database.Stateful');
  const noCallouts = implementsFace(batch, 'Database.AllowsCallouts') ? null : CALLOUT_NOT_ALLOWED;
  const begin = (): JobPart => {
    let kept = copyValue(batch);
    const part = (
      method: 'start' | 'execute' | 'finish',
      args: Value[],
      next: (tx: Tx, result: Value) => Promise<JobPart[]>,
    ): JobPart => ({
      name: method,
      quiddity: 'BATCH_APEX',
      noCallouts,
      run: async (tx, { jobId }) => {
        const self = copyValue(kept);
        const context: Native<string> = { is: 'native', type: platformType('Database.BatchableContext'), state: jobId };
        const result = await callFace(tx, self, FACE, method, [context, ...args]);
        const following = await next(tx, result);
        if (isStateful) kept = copyValue(self);
        return following;
      },
    });
    const nothing = (): Promise<JobPart[]> => Promise.resolve([]);
    return part('start', [], async (tx, result) => {
      const chunks = chunksOf(await scopeOf(tx, result), size);
      const lists = chunks.map((items): Value => ({ is: 'list', type: listOf(elementOf(items)), items }));
      return [...lists.map((list) => part('execute', [list], nothing)), part('finish', [], nothing)];
    });
  };
  return { kind: 'BatchApex', className: name, methodName: 'execute', begin };
};

/** The type of a chunk's items, where they are all of one. */
const elementOf = (items: readonly Value[]): Parameters<typeof listOf>[0] => {
  const [first, ...rest] = items.map(typeOfValue);
  return first && rest.every((type) => type.def === first.def) ? first : objectType;
};
