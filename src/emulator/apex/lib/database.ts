import type { ApexList, ApexSObject, ApexType, Later, Native, Tx, Value } from '../model.ts';
import { runDml, type DmlOperation } from '../run/dml.ts';
import { asThrow } from '../run/interrupt.ts';
import { runQuery } from '../run/soql.ts';
import { apexError } from '../run/throwing.ts';
import { listOf, platformType } from '../types/platform.ts';
import type { Room, Rows } from './define.ts';

type Result = { id: Value; error: string | null };

const resultOf = (type: ApexType, state: Result): Native<Result> => ({ is: 'native', type, state });

/** With allOrNone each failure is thrown; without it each record has a result of its own. */
const one = async (
  tx: Tx,
  operation: DmlOperation,
  record: Value,
  allOrNone: boolean,
  type: ApexType,
): Promise<Value> => {
  const idOf = (): Value => (record as ApexSObject).fields.get('id')?.value ?? null;
  try {
    await runDml(tx, operation, record);
    return resultOf(type, { id: idOf(), error: null });
  } catch (failure) {
    const error = asThrow(tx, failure);
    if (allOrNone || error.value.type.name !== 'System.DmlException') throw error;
    return resultOf(type, { id: idOf(), error: error.value.thrown?.message ?? '' });
  }
};

const many = async (
  tx: Tx,
  operation: DmlOperation,
  list: ApexList,
  allOrNone: boolean,
  type: ApexType,
): Promise<Value> => {
  const items: Value[] = [];
  if (allOrNone) {
    await runDml(tx, operation, list);
    for (const record of list.items)
      items.push(resultOf(type, { id: (record as ApexSObject).fields.get('id')?.value ?? null, error: null }));
  } else for (const record of list.items) items.push(await one(tx, operation, record, false, type));
  return { is: 'list', type: listOf(type), items };
};

const rowsFor = (operation: DmlOperation, result: string): Rows => {
  const type = platformType(result);
  return {
    [`${result} ${operation}(SObject)`]: (record: Value, tx: Tx) => one(tx, operation, record, true, type),
    [`${result} ${operation}(SObject, Boolean)`]: (record: Value, all: boolean, tx: Tx) =>
      one(tx, operation, record, all, type),
    [`List<${result}> ${operation}(List<SObject>)`]: (list: ApexList, tx: Tx) => many(tx, operation, list, true, type),
    [`List<${result}> ${operation}(List<SObject>, Boolean)`]: (list: ApexList, all: boolean, tx: Tx) =>
      many(tx, operation, list, all, type),
  };
};

/** The result of a record that was saved without a fault. */
export const saved = (id: Value): Native<Result> => resultOf(platformType('Database.SaveResult'), { id, error: null });

const resultRoom = (name: string): Room => ({
  name,
  fields: {
    'Boolean success': ({ state }: Native<Result>) => state.error === null,
    'Id id': ({ state }: Native<Result>) => state.id,
  },
  methods: {
    'Boolean isSuccess()': ({ state }: Native<Result>) => state.error === null,
    'Id getId()': ({ state }: Native<Result>) => state.id,
    'List<Database.Error> getErrors()': ({ state }: Native<Result>): Value => ({
      is: 'list',
      type: listOf(platformType('Database.Error')),
      items: state.error === null ? [] : [{ is: 'native', type: platformType('Database.Error'), state: state.error }],
    }),
  },
});

export const query = (soql: string, tx: Tx): Later<Value> => {
  const name = /\bfrom\s+(\w+)/i.exec(soql)?.[1] ?? '';
  const type = tx.find(name);
  if (type?.def.kind !== 'sobject') throw apexError(tx, 'QueryException', `sObject type '${name}' is not supported.`);
  if (/:\s*\w/.test(soql.replace(/'(?:[^'\\]|\\.)*'/g, '')) && !/\d:\d/.test(soql))
    throw apexError(tx, 'QueryException', 'Not supported in the emulated org: binds in dynamic SOQL');
  return runQuery(tx, soql, type);
};

const setSavepoint = (tx: Tx): Value => {
  const undo = tx.host.savepoint?.() ?? null;
  tx.dmlStatements += 1;
  tx.pending = true;
  return { is: 'native', type: platformType('Savepoint'), state: undo };
};

const rollback = ({ state }: Native<(() => void) | null>, tx: Tx): void => {
  if (!state)
    throw apexError(tx, 'UnsupportedOperationException', 'Not supported in the emulated org: Database.rollback');
  state();
};

export const databaseRooms: Room[] = [
  {
    name: 'Database',
    statics: {
      ...rowsFor('insert', 'Database.SaveResult'),
      ...rowsFor('update', 'Database.SaveResult'),
      ...rowsFor('delete', 'Database.DeleteResult'),
      ...rowsFor('upsert', 'Database.UpsertResult'),
      'List<SObject> query(String)': query,
      'Savepoint setSavepoint()': setSavepoint,
      'void rollback(Savepoint)': rollback,
    },
  },
  { name: 'Savepoint' },
  resultRoom('Database.SaveResult'),
  resultRoom('Database.DeleteResult'),
  resultRoom('Database.UpsertResult'),
  {
    name: 'Database.Error',
    methods: { 'String getMessage()': ({ state }: Native<string>) => state.replace(/^.*first error: \w+, /, '') },
  },
];
