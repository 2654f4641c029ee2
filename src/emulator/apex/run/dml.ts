import type { ApexHost } from '../host.ts';
import type { ApexSObject, Tx, Value } from '../model.ts';
import { listOf, sObjectType } from '../types/platform.ts';
import { parseId } from '../values/id.ts';
import { rowOf, setRecordField } from '../values/records.ts';
import { apexError, limitError, nullError } from './throwing.ts';

export type DmlOperation = 'insert' | 'update' | 'delete' | 'upsert';

const recordsOf = (tx: Tx, value: Value): ApexSObject[] => {
  if (value === null) throw nullError(tx);
  if (typeof value === 'object' && value.is === 'list') return value.items.flatMap((item) => recordsOf(tx, item));
  return typeof value === 'object' && value.is === 'sobject' ? [value] : [];
};

const idOf = (record: ApexSObject): string | null => {
  const value = record.fields.get('id')?.value ?? null;
  return typeof value === 'object' && value?.is === 'id' ? value.text : typeof value === 'string' ? value : null;
};

const send = (host: ApexHost, operation: 'insert' | 'update' | 'delete', object: string, records: ApexSObject[]) =>
  operation === 'delete'
    ? host.delete(
        object,
        records.map((record) => idOf(record) ?? ''),
      )
    : host[operation](object, records.map(rowOf));

const byObject = (records: readonly ApexSObject[]): Map<string, ApexSObject[]> => {
  const groups = new Map<string, ApexSObject[]>();
  for (const record of records) groups.set(record.type.name, [...(groups.get(record.type.name) ?? []), record]);
  return groups;
};

const check = (tx: Tx, operation: 'insert' | 'update' | 'delete', record: ApexSObject): void => {
  const id = idOf(record);
  const first = operation.charAt(0).toUpperCase() + operation.slice(1);
  if (operation === 'insert' && id !== null)
    throw apexError(
      tx,
      'DmlException',
      'Insert failed. First exception on row 0; first error: INVALID_FIELD_FOR_INSERT_UPDATE, cannot specify Id in an insert call: [Id]',
    );
  if (operation !== 'insert' && id === null)
    throw apexError(
      tx,
      'DmlException',
      `${first} failed. First exception on row 0; first error: MISSING_ARGUMENT, Id not specified in an ${operation} call: []`,
    );
};

const listFrom = (items: ApexSObject[]): Value => ({ is: 'list', type: listOf(sObjectType), items });

/** Does a DML statement through the org; marks the transaction (L43). New ids go into the records. */
export const runDml = async (tx: Tx, operation: DmlOperation, value: Value): Promise<void> => {
  const records = recordsOf(tx, value);
  if (operation === 'upsert') {
    const known = records.filter((record) => idOf(record) !== null);
    const fresh = records.filter((record) => idOf(record) === null);
    if (known.length > 0) await runDml(tx, 'update', listFrom(known));
    if (fresh.length > 0) await runDml(tx, 'insert', listFrom(fresh));
    return;
  }
  tx.dmlStatements += 1;
  if (tx.dmlStatements > 150) throw limitError(tx, 'Too many DML statements: 151');
  for (const record of records) check(tx, operation, record);
  for (const [object, group] of byObject(records)) {
    const answer = await send(tx.host, operation, object, group);
    if ('refusal' in answer)
      throw apexError(tx, answer.refusal.exceptionType.replace(/^System\./, ''), answer.refusal.message);
    if (operation === 'insert')
      for (const [i, record] of group.entries()) setRecordField(record, 'Id', parseId(answer[i] ?? ''));
  }
  if (records.length > 0) tx.pending = true;
};
