import type { DmlFailure, DmlOrder, DmlOutcome } from '../hostData.ts';
import type { ApexSObject, ApexType, LinkedTrigger, TriggerContext, Tx, Value } from '../model.ts';
import { parseId } from '../values/id.ts';
import { idOf, recordOf } from '../values/records.ts';
import { soqlLiteral } from './soql.ts';
import { apexError } from './throwing.ts';
import { contextFor, runTriggers } from './triggerContext.ts';

type Operation = DmlOrder['operation'];

export type Send = (operation: Operation, records: readonly ApexSObject[]) => Promise<DmlOutcome[]>;

type Run = { tx: Tx; type: ApexType; triggers: readonly LinkedTrigger[]; send: Send; allOrNone: boolean };

/** So many records go through the triggers at once. */
const chunkSize = 200;

const isColumn = (type: ApexType): boolean => type.def.kind !== 'sobject' && type.def.name !== 'List';

/** Records as the org has them, with all their fields; the query is the platform's own and counts for nothing. */
const stored = async ({ tx, type }: Run, where: string): Promise<ApexSObject[]> => {
  const names = [...type.def.fields.values()].filter((field) => isColumn(field.type)).map(({ name }) => name);
  const answer = await tx.host.query(`SELECT ${names.join(', ')} FROM ${type.name} WHERE ${where}`, 'system');
  if ('refusal' in answer) throw apexError(tx, 'UnsupportedOperationException', answer.refusal.message);
  return answer.rows.map((row) => ({ ...recordOf(type, row), queried: false }));
};

const byId = async (run: Run, ids: readonly (string | null)[]): Promise<Map<string, ApexSObject>> => {
  const known = ids.filter((id) => id !== null);
  const found = known.length === 0 ? [] : await stored(run, `Id IN (${known.map((id) => `'${id}'`).join(', ')})`);
  return new Map(found.map((record) => [(idOf(record) ?? '').slice(0, 15), record]));
};

const at = (records: ReadonlyMap<string, ApexSObject>, id: string | null): ApexSObject | undefined =>
  records.get((id ?? '').slice(0, 15));

/** What a before trigger sees and may change: of an update the whole record as it will be. */
const shownOf = (record: ApexSObject, old: ApexSObject | undefined): ApexSObject => ({
  ...record,
  queried: false,
  fields: new Map([...(old?.fields ?? []), ...record.fields]),
});

/** What goes to the org: what the statement set, and what the triggers changed since. */
const sentOf = (record: ApexSObject, shown: ApexSObject, before: ReadonlyMap<string, Value>): ApexSObject => ({
  ...shown,
  fields: new Map([...shown.fields].filter(([key, { value }]) => record.fields.has(key) || before.get(key) !== value)),
});

const failed = (statusCode: string, message: string): DmlOutcome => ({ failure: { statusCode, message, fields: [] } });

/** Runs the triggers of an event, where there are some, and notes which records fail by them. */
const fire = async (
  { tx, type, triggers }: Run,
  event: string,
  live: readonly number[],
  records: { new: readonly ApexSObject[] | null; old: readonly ApexSObject[] | null },
  outcomes: Map<number, DmlOutcome>,
): Promise<void> => {
  const wanted = triggers.filter(({ events }) => events.includes(event));
  if (wanted.length === 0 || live.length === 0) return;
  const context: TriggerContext = contextFor(type, event, records);
  const escaped = await runTriggers(tx, wanted, event, context);
  const list = records.new ?? records.old ?? [];
  for (const [i, index] of live.entries()) {
    const record = list[i];
    const message = record && context.errors.get(record);
    if (escaped !== null) outcomes.set(index, failed('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', escaped));
    else if (message !== undefined) outcomes.set(index, failed('FIELD_CUSTOM_VALIDATION_EXCEPTION', message));
  }
};

const isFailure = (outcome: DmlOutcome | undefined): outcome is { failure: DmlFailure } =>
  outcome !== undefined && 'failure' in outcome;

const oneChunk = async (run: Run, operation: Operation, records: readonly ApexSObject[]): Promise<DmlOutcome[]> => {
  const outcomes = new Map<number, DmlOutcome>();
  const changes = operation === 'update' || operation === 'delete';
  const olds = changes ? await byId(run, records.map(idOf)) : new Map<string, ApexSObject>();
  const shown = records.map((record) => shownOf(record, at(olds, idOf(record))));
  const before = shown.map(({ fields }) => new Map([...fields].map(([key, { value }]) => [key, value])));
  // A record that is not there is refused by the org, and no trigger sees it.
  const live = records.flatMap((record, i) => (!changes || at(olds, idOf(record)) ? [i] : []));
  const oldOf = (indexes: readonly number[]): ApexSObject[] | null =>
    changes ? indexes.map((i) => at(olds, idOf(records[i] as ApexSObject)) as ApexSObject) : null;
  const newOf = (indexes: readonly number[]): ApexSObject[] | null =>
    operation === 'delete' ? null : indexes.map((i) => shown[i] as ApexSObject);
  await fire(run, `before ${operation}`, live, { new: newOf(live), old: oldOf(live) }, outcomes);
  const going = records.flatMap((record, i) => (outcomes.has(i) ? [] : [{ i, record }]));
  const sent = await run.send(
    operation,
    going.map(({ i, record }) => sentOf(record, shown[i] as ApexSObject, before[i] ?? new Map())),
  );
  for (const [k, { i }] of going.entries()) outcomes.set(i, sent[k] ?? failed('UNKNOWN_EXCEPTION', 'no outcome'));
  const done = live.filter((i) => !isFailure(outcomes.get(i)));
  const idAfter = (i: number): string | null => {
    const outcome = outcomes.get(i);
    return outcome && 'id' in outcome ? outcome.id : null;
  };
  const news = operation === 'delete' ? null : await byId(run, done.map(idAfter));
  const after = news && done.map((i) => at(news, idAfter(i)) ?? (shown[i] as ApexSObject));
  await fire(run, `after ${operation}`, done, { new: after, old: oldOf(done) }, outcomes);
  return records.map((_, i) => outcomes.get(i) as DmlOutcome);
};

/** Where some may fail and others stay, the rest goes again without those that failed, as if these had not been there. */
const settled = async (run: Run, operation: Operation, records: readonly ApexSObject[]): Promise<DmlOutcome[]> => {
  const back = run.tx.host.savepoint?.();
  const outcomes = await oneChunk(run, operation, records);
  const kept = records.filter((_, i) => !isFailure(outcomes[i]));
  if (run.allOrNone || kept.length === records.length || kept.length === 0 || !back) return outcomes;
  back();
  const again = await settled(run, operation, kept);
  return outcomes.map((outcome, i) =>
    isFailure(outcome) ? outcome : (again[kept.indexOf(records[i] as ApexSObject)] as DmlOutcome),
  );
};

/** An upsert as the insert and the update that it comes to. */
const upserted = async (run: Run, records: readonly ApexSObject[], key: string): Promise<DmlOutcome[]> => {
  const keyOf = (record: ApexSObject): Value => record.fields.get(key.toLowerCase())?.value ?? null;
  const asked = records.map(keyOf).filter((value) => value !== null);
  const isId = key.toLowerCase() === 'id';
  const there = isId || asked.length === 0 ? [] : await stored(run, `${key} IN (${asked.map(soqlLiteral).join(', ')})`);
  const twins = records.map((record) => {
    const value = keyOf(record);
    if (isId) return idOf(record);
    const twin = value === null ? undefined : there.find((one) => soqlLiteral(keyOf(one)) === soqlLiteral(value));
    return twin ? idOf(twin) : null;
  });
  const outcomes: DmlOutcome[] = [];
  for (const operation of ['insert', 'update'] as const) {
    const mine = records.flatMap((_, i) => ((twins[i] === null) === (operation === 'insert') ? [i] : []));
    const group = mine.map((i): ApexSObject => {
      const record = records[i] as ApexSObject;
      const id = twins[i] ?? null;
      return id === null
        ? record
        : { ...record, fields: new Map([...record.fields, ['id', { name: 'Id', value: parseId(id) }]]) };
    });
    const found = await withTriggers(run, operation, group);
    for (const [k, i] of mine.entries()) {
      const outcome = found[k] as DmlOutcome;
      outcomes[i] = isFailure(outcome) ? outcome : { ...outcome, created: operation === 'insert' };
    }
  }
  return outcomes;
};

/** A statement's records of one object through its triggers, two hundred at a time. */
export const withTriggers = async (
  run: Run,
  operation: Operation,
  records: readonly ApexSObject[],
  key = 'Id',
): Promise<DmlOutcome[]> => {
  if (operation === 'merge')
    throw apexError(
      run.tx,
      'UnsupportedOperationException',
      `Not supported in the emulated org: merge of ${run.type.name}, which has triggers`,
    );
  if (operation === 'upsert') return upserted(run, records, key);
  const outcomes: DmlOutcome[] = [];
  for (let i = 0; i < records.length; i += chunkSize)
    outcomes.push(...(await settled(run, operation, records.slice(i, i + chunkSize))));
  return outcomes;
};
