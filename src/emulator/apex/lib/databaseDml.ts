import type { ApexList, ApexObject, ApexType, Native, Tx, Value } from '../model.ts';
import { accessMode } from '../run/accessMode.ts';
import { runDml, type DmlOperation, type DmlOptions, type DmlResult } from '../run/dml.ts';
import type { FailedRow } from '../run/dmlError.ts';
import { apexError } from '../run/throwing.ts';
import { listOf, platformType, stringType } from '../types/platform.ts';
import { parseId } from '../values/id.ts';
import type { Room, Rows } from './define.ts';
import { statusCode, statusCodeRoom } from './statusCode.ts';

type Result = Native<DmlResult>;

const resultOf = (type: ApexType, state: DmlResult): Result => ({ is: 'native', type, state });

/** What `AccessLevel.USER_MODE` and its like say; without one the code's own version decides (L67). */
export const modeOf = (level: Value | undefined, tx: Tx): DmlOptions['mode'] =>
  level !== null && typeof level === 'object' && level.is === 'native'
    ? level.state === 'SYSTEM_MODE'
      ? 'system'
      : 'user'
    : accessMode(tx);

const one = async (tx: Tx, operation: DmlOperation, record: Value, options: DmlOptions, type: ApexType) => {
  const [result] = await runDml(tx, operation, record, options);
  if (!result) throw apexError(tx, 'NullPointerException', 'Attempt to de-reference a null object');
  return resultOf(type, result);
};

const many = async (
  tx: Tx,
  operation: DmlOperation,
  list: ApexList,
  options: DmlOptions,
  type: ApexType,
): Promise<Value> => {
  const results = await runDml(tx, operation, list, options);
  return { is: 'list', type: listOf(type), items: results.map((result) => resultOf(type, result)) };
};

const rowsFor = (operation: DmlOperation, result: string): Rows => {
  const type = platformType(result);
  const options = (allOrNone: boolean, tx: Tx, level?: Value): DmlOptions => ({ allOrNone, mode: modeOf(level, tx) });
  return {
    [`${result} ${operation}(SObject)`]: (record: Value, tx: Tx) => one(tx, operation, record, options(true, tx), type),
    [`${result} ${operation}(SObject, Boolean)`]: (record: Value, all: boolean, tx: Tx) =>
      one(tx, operation, record, options(all, tx), type),
    [`${result} ${operation}(SObject, AccessLevel)`]: (record: Value, level: Value, tx: Tx) =>
      one(tx, operation, record, options(true, tx, level), type),
    [`${result} ${operation}(SObject, Boolean, AccessLevel)`]: (record: Value, all: boolean, level: Value, tx: Tx) =>
      one(tx, operation, record, options(all, tx, level), type),
    [`List<${result}> ${operation}(List<SObject>)`]: (list: ApexList, tx: Tx) =>
      many(tx, operation, list, options(true, tx), type),
    [`List<${result}> ${operation}(List<SObject>, Boolean)`]: (list: ApexList, all: boolean, tx: Tx) =>
      many(tx, operation, list, options(all, tx), type),
    [`List<${result}> ${operation}(List<SObject>, AccessLevel)`]: (list: ApexList, level: Value, tx: Tx) =>
      many(tx, operation, list, options(true, tx, level), type),
    [`List<${result}> ${operation}(List<SObject>, Boolean, AccessLevel)`]: (
      list: ApexList,
      all: boolean,
      level: Value,
      tx: Tx,
    ) => many(tx, operation, list, options(all, tx, level), type),
  };
};

const byId = (operation: 'delete' | 'undelete', result: string): Rows => {
  const type = platformType(result);
  const record = (id: Value, tx: Tx): Value => {
    const name = typeof id === 'object' && id?.is === 'id' ? tx.host.objectOfId?.(id.text) : null;
    const found = name ? tx.find(name) : null;
    if (!found)
      throw apexError(
        tx,
        'DmlException',
        `${operation} failed. First exception on row 0; first error: INVALID_ID_FIELD, invalid record id: []`,
      );
    return { is: 'sobject', type: found, fields: new Map([['id', { name: 'Id', value: id }]]) };
  };
  const options = (allOrNone: boolean, tx: Tx): DmlOptions => ({ allOrNone, mode: accessMode(tx) });
  const records = (list: ApexList, tx: Tx): ApexList => ({ ...list, items: list.items.map((id) => record(id, tx)) });
  return {
    [`${result} ${operation}(Id)`]: (id: Value, tx: Tx) => one(tx, operation, record(id, tx), options(true, tx), type),
    [`${result} ${operation}(Id, Boolean)`]: (id: Value, all: boolean, tx: Tx) =>
      one(tx, operation, record(id, tx), options(all, tx), type),
    [`List<${result}> ${operation}(List<Id>)`]: (list: ApexList, tx: Tx) =>
      many(tx, operation, records(list, tx), options(true, tx), type),
    [`List<${result}> ${operation}(List<Id>, Boolean)`]: (list: ApexList, all: boolean, tx: Tx) =>
      many(tx, operation, records(list, tx), options(all, tx), type),
  };
};

const idValue = (id: string | null): Value => (id === null ? null : parseId(id));

/** The result of an event that was published: nothing was wrong, and there is no record. */
export const published = (): Value => ({
  is: 'native',
  type: platformType('Database.SaveResult'),
  state: { id: null, created: true, failure: null },
});

/** The result of an event that was not. */
export const unpublished = (failure: Failure): Value => ({
  is: 'native',
  type: platformType('Database.SaveResult'),
  state: { id: null, created: false, failure },
});

const resultRoom = (name: string): Room => ({
  name,
  fields: {
    'Boolean success': ({ state }: Result) => state.failure === null,
    'Id id': ({ state }: Result) => idValue(state.id),
  },
  methods: {
    'Boolean isSuccess()': ({ state }: Result) => state.failure === null,
    'Id getId()': ({ state }: Result) => idValue(state.id),
    'List<Database.Error> getErrors()': ({ state }: Result): Value => ({
      is: 'list',
      type: listOf(platformType('Database.Error')),
      items: state.failure ? [{ is: 'native', type: platformType('Database.Error'), state: state.failure }] : [],
    }),
    ...(name === 'Database.UpsertResult' && { 'Boolean isCreated()': ({ state }: Result) => state.created }),
  },
});

type Failure = NonNullable<DmlResult['failure']>;

const texts = (items: readonly string[]): Value => ({ is: 'list', type: listOf(stringType), items: [...items] });

const failedAt = (self: ApexObject, index: number, tx: Tx): FailedRow => {
  const found = self.thrown?.failed?.[index];
  if (!found) throw apexError(tx, 'ListException', `List index out of bounds: ${index}`);
  return found;
};

export const databaseDmlRooms: Room[] = [
  {
    name: 'Database',
    statics: {
      ...rowsFor('insert', 'Database.SaveResult'),
      ...rowsFor('update', 'Database.SaveResult'),
      ...rowsFor('upsert', 'Database.UpsertResult'),
      ...rowsFor('delete', 'Database.DeleteResult'),
      ...byId('delete', 'Database.DeleteResult'),
      ...rowsFor('undelete', 'Database.UndeleteResult'),
      ...byId('undelete', 'Database.UndeleteResult'),
    },
  },
  ...['SaveResult', 'UpsertResult', 'DeleteResult', 'UndeleteResult'].map((name) => resultRoom(`Database.${name}`)),
  {
    name: 'Database.Error',
    methods: {
      'String getMessage()': ({ state }: Native<Failure>) => state.message,
      'StatusCode getStatusCode()': ({ state }: Native<Failure>) => statusCode(state.statusCode),
      'List<String> getFields()': ({ state }: Native<Failure>) => texts(state.fields),
    },
  },
  statusCodeRoom,
  {
    name: 'DmlException',
    extends: 'Exception',
    methods: {
      'Integer getNumDml()': (self: ApexObject) => self.thrown?.failed?.length ?? 0,
      'Integer getDmlIndex(Integer)': (self: ApexObject, i: number, tx: Tx) => failedAt(self, i, tx).index,
      'Id getDmlId(Integer)': (self: ApexObject, i: number, tx: Tx) => idValue(failedAt(self, i, tx).id),
      'String getDmlMessage(Integer)': (self: ApexObject, i: number, tx: Tx) => failedAt(self, i, tx).failure.message,
      'String getDmlStatusCode(Integer)': (self: ApexObject, i: number, tx: Tx) =>
        failedAt(self, i, tx).failure.statusCode,
      'StatusCode getDmlType(Integer)': (self: ApexObject, i: number, tx: Tx) =>
        statusCode(failedAt(self, i, tx).failure.statusCode),
      'List<String> getDmlFieldNames(Integer)': (self: ApexObject, i: number, tx: Tx) =>
        texts(failedAt(self, i, tx).failure.fields),
    },
  },
];
