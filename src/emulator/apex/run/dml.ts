import type { AccessMode, DmlFailure, DmlOrder, DmlOutcome } from '../hostData.ts';
import type { ApexSObject, Tx, Value } from '../model.ts';
import { parseId } from '../values/id.ts';
import { idOf, loadedIn, rowOf, setRecordField } from '../values/records.ts';
import { dmlError, type FailedRow } from './dmlError.ts';
import { withTriggers } from './dmlTriggers.ts';
import { apexError, limitError, nullError } from './throwing.ts';

export type DmlOperation = DmlOrder['operation'];

export type DmlOptions = {
  mode: AccessMode;
  /** One failure fails all; otherwise each record has an outcome of its own. */
  allOrNone: boolean;
  /** The field that an upsert finds records by. */
  key?: string;
  /** Of a merge: the record that stays. */
  master?: ApexSObject;
};

/** What became of a record. */
export type DmlResult = { record: ApexSObject; id: string | null; created: boolean; failure: DmlFailure | null };

const mostStatements = 150;
const mostRows = 10_000;

/** The records of a record or a list of them. */
const recordsIn = (tx: Tx, value: Value): ApexSObject[] => {
  if (value === null) throw nullError(tx);
  if (typeof value === 'object' && value.is === 'list') return value.items.flatMap((item) => recordsIn(tx, item));
  return typeof value === 'object' && value.is === 'sobject' ? [value] : [];
};

/** What is wrong with a record before the org sees it. */
const early = (operation: DmlOperation, record: ApexSObject): DmlFailure | null => {
  const id = idOf(record);
  if (operation === 'insert' && id !== null)
    return {
      statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
      message: 'cannot specify Id in an insert call',
      fields: ['Id'],
    };
  const needsId = operation !== 'insert' && operation !== 'upsert';
  return needsId && id === null
    ? { statusCode: 'MISSING_ARGUMENT', message: `Id not specified in an ${operation} call`, fields: [] }
    : null;
};

const byObject = (records: readonly ApexSObject[]): Map<string, ApexSObject[]> => {
  const groups = new Map<string, ApexSObject[]>();
  for (const record of records) groups.set(record.type.name, [...(groups.get(record.type.name) ?? []), record]);
  return groups;
};

const rowFor = (operation: DmlOperation, record: ApexSObject, { master }: DmlOptions) => {
  if (operation === 'insert' || operation === 'update' || operation === 'upsert') return rowOf(record);
  return { Id: idOf(record), ...(master && { master: idOf(master) }) };
};

const send = async (
  tx: Tx,
  operation: DmlOperation,
  object: string,
  records: readonly ApexSObject[],
  options: DmlOptions,
): Promise<DmlOutcome[]> => {
  const answer = await tx.host.dml({
    operation,
    sObjectType: object,
    rows: records.map((record) => rowFor(operation, record, options)),
    loaded: records.map(loadedIn),
    mode: options.mode,
    ...(options.key !== undefined && { key: options.key }),
  });
  if ('refusal' in answer)
    throw apexError(tx, answer.refusal.exceptionType.replace(/^System\./, ''), answer.refusal.message);
  return answer;
};

/** Through the object's triggers, if it has any. */
const sendOrTrigger = (
  tx: Tx,
  operation: DmlOperation,
  object: string,
  records: readonly ApexSObject[],
  options: DmlOptions,
): Promise<DmlOutcome[]> => {
  const triggers = tx.triggers(object);
  const [first] = records;
  if (triggers.length === 0 || !first) return send(tx, operation, object, records, options);
  const run = {
    tx,
    type: first.type,
    triggers,
    allOrNone: options.allOrNone,
    send: (what: DmlOperation, some: readonly ApexSObject[]) =>
      some.length === 0 ? Promise.resolve([]) : send(tx, what, object, some, options),
  };
  return withTriggers(run, operation, records, options.key);
};

const resultOf = (record: ApexSObject, outcome: DmlOutcome | undefined): DmlResult =>
  outcome && 'id' in outcome
    ? { record, id: outcome.id, created: outcome.created ?? false, failure: null }
    : { record, id: idOf(record), created: false, failure: outcome?.failure ?? null };

const oneObject = async (
  tx: Tx,
  operation: DmlOperation,
  object: string,
  records: readonly ApexSObject[],
  options: DmlOptions,
): Promise<DmlResult[]> => {
  const wrong = records.map((record) => early(operation, record));
  const sound = records.filter((_, i) => wrong[i] === null);
  const outcomes = sound.length === 0 ? [] : await sendOrTrigger(tx, operation, object, sound, options);
  const answered = new Map(sound.map((record, i) => [record, outcomes[i]]));
  return records.map((record, i) => {
    const failure = wrong[i];
    return failure ? { record, id: idOf(record), created: false, failure } : resultOf(record, answered.get(record));
  });
};

/** Counts a statement; refused where a page's code may do none, and beyond 150. */
export const countDml = (tx: Tx): void => {
  if (tx.noDml) throw limitError(tx, 'DML currently not allowed');
  tx.dmlStatements += 1;
  if (tx.dmlStatements > mostStatements) throw limitError(tx, `Too many DML statements: ${mostStatements + 1}`);
};

const count = (tx: Tx, rows: number): void => {
  countDml(tx);
  tx.dmlRows += rows;
  if (tx.dmlRows > mostRows) throw limitError(tx, `Too many DML rows: ${mostRows + 1}`);
};

/**
 * Does a DML statement through the org and marks the transaction (L43). New ids go into the records. With `allOrNone`
 * a failure takes everything back and is thrown; without it the failed records say so.
 */
export const runDml = async (
  tx: Tx,
  operation: DmlOperation,
  value: Value,
  options: DmlOptions,
): Promise<DmlResult[]> => {
  const records = recordsIn(tx, value);
  count(tx, records.length);
  const undo = tx.host.savepoint?.();
  const line = tx.stack.at(-1)?.line ?? 0;
  const [first] = records;
  tx.log('DML_BEGIN', `[${line}]`, `Op:${operation}`, `Type:${first?.type.name ?? ''}`, `Rows:${records.length}`);
  const results: DmlResult[] = [];
  for (const [object, group] of byObject(records))
    results.push(...(await oneObject(tx, operation, object, group, options)));
  tx.log('DML_END', `[${line}]`);
  const inOrder = records.map((record) => results.find((result) => result.record === record) as DmlResult);
  const failed = inOrder.flatMap(({ failure, id }, index): FailedRow[] =>
    failure ? [{ index, id: operation === 'insert' ? null : id, failure }] : [],
  );
  if (failed.length > 0 && options.allOrNone) {
    undo?.();
    throw dmlError(tx, operation, failed);
  }
  for (const { record, id, failure } of inOrder)
    if (!failure && id !== null && idOf(record) === null) setRecordField(record, 'Id', parseId(id));
  if (records.length > 0) tx.pending = true;
  return inOrder;
};
