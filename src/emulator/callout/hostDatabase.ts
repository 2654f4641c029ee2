import type { ApexHost, ApexRefusal } from '../apex/host.ts';
import type {
  AccessMode,
  DmlFailure,
  DmlOrder,
  DmlOutcome,
  GivenRow,
  QueriedRow,
  QueryAnswer,
} from '../apex/hostData.ts';
import { deleteRecord, undeleteRecord } from '../records/deleteRecord.ts';
import { insertRecord } from '../records/insertRecord.ts';
import { mergeRecord } from '../records/mergeRecord.ts';
import { updateRecord } from '../records/updateRecord.ts';
import { upsertRecord } from '../records/upsertRecord.ts';
import type { Write, WriteProblem } from '../records/write.ts';
import { findObject, objectsOf } from '../soql/objectTable.ts';
import type { ObjectDefinition } from '../soql/objectDefinition.ts';
import { QueryProblem } from '../soql/problem.ts';
import { runQuery, type QueryResult } from '../soql/run.ts';
import { changeLog } from './changeLog.ts';
import type { OrgState, Row } from '../state/orgState.ts';

type Refused = { refusal: ApexRefusal };

const refuse = (exceptionType: string, message: string): Refused => ({ refusal: { exceptionType, message } });

const answerOf = ({ object, selected, rows }: QueryResult): QueryAnswer => {
  const base = { object: object.name, size: rows.length };
  if (selected.kind === 'count') return { ...base, kind: 'count', rows: [] };
  if (selected.kind === 'aggregate') {
    const whole = selected.columns.filter(({ field }) => field.type === 'int').map(({ name }) => name);
    return { ...base, kind: 'aggregate', rows, whole };
  }
  return {
    ...base,
    kind: 'rows',
    rows: rows.map((row) =>
      Object.fromEntries<QueriedRow[string]>([
        // Apex gets the id whether or not the query asks for it.
        ['Id', row['Id'] ?? null],
        ...selected.paths.map((path): [string, Row[string]] => [path.names.join('.'), path.valueOf(row)]),
        ...selected.children.map(({ name, of }): [string, QueryAnswer] => [name, answerOf(of(row))]),
      ]),
    ),
  };
};

/** How Apex calls what the REST API says of a record that is not there. */
const failureOf = ({ status, errorCode, message, fields }: WriteProblem): DmlFailure =>
  status === 404 && errorCode === 'NOT_FOUND'
    ? { statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id', fields: [] }
    : { statusCode: errorCode, message, fields };

const outcomeOf = (done: string | WriteProblem): DmlOutcome =>
  typeof done === 'string' ? { id: done } : { failure: failureOf(done) };

const idIn = (row: GivenRow, name = 'Id'): string => {
  const value = row[name];
  return typeof value === 'string' ? value : '';
};

/** What a query brought and nobody may write, such as who made the record, stays out of a write. */
const withoutLoaded = ({ writes }: ObjectDefinition, row: GivenRow, loaded: readonly string[]): GivenRow => {
  const writable = [...(writes?.update ?? []), ...(writes?.required ?? []), ...(writes?.createOnly ?? []), 'Id'];
  return Object.fromEntries(Object.entries(row).filter(([name]) => writable.includes(name) || !loaded.includes(name)));
};

const applyTo: Record<DmlOrder['operation'], (write: Write, row: GivenRow, order: DmlOrder) => DmlOutcome> = {
  insert: (write, row) => outcomeOf(insertRecord(write, row)),
  update: (write, { Id, ...values }) => outcomeOf(updateRecord(write, idIn({ Id: Id ?? null }), values)),
  delete: (write, row) => outcomeOf(deleteRecord(write, idIn(row))),
  undelete: (write, row) => outcomeOf(undeleteRecord(write, idIn(row))),
  upsert: (write, row, { key }) => {
    const done = upsertRecord(write, key ?? 'Id', row);
    return 'errorCode' in done ? { failure: failureOf(done) } : done;
  },
  merge: (write, row) => outcomeOf(mergeRecord(write, idIn(row, 'master'), idIn(row))),
};

/** The tables, as Apex reads and writes them. Values of parents come under their path (`Profile.Name`). */
export const hostDatabase = (
  state: OrgState,
  userId: string,
): Pick<ApexHost, 'query' | 'dml' | 'savepoint' | 'objectOfId'> => {
  const changes = changeLog(state);
  const answer = (soql: string, mode: AccessMode): QueryAnswer | Refused => {
    try {
      return answerOf(runQuery({ state, userId, api: 'data', soql, system: mode === 'system' }));
    } catch (error) {
      if (!(error instanceof QueryProblem)) throw error;
      return refuse('System.QueryException', error.message);
    }
  };
  const write = (order: DmlOrder): DmlOutcome[] | Refused => {
    const system = order.mode === 'system';
    const object = findObject(state, system ? null : userId, 'data', order.sObjectType);
    if (!object) {
      return refuse('System.UnsupportedOperationException', `Not emulated: DML of ${order.sObjectType}`);
    }
    const outcomes = changes.noting(() =>
      order.rows.map((row, i) =>
        applyTo[order.operation](
          { state, userId, object, system, byApex: true },
          withoutLoaded(object, row, order.loaded?.[i] ?? []),
          order,
        ),
      ),
    );
    const absent = outcomes.find((one) => 'failure' in one && one.failure.statusCode === 'NOT_EMULATED');
    return absent && 'failure' in absent
      ? refuse('System.UnsupportedOperationException', absent.failure.message)
      : outcomes;
  };
  return {
    query: (soql, mode = 'system') => Promise.resolve(answer(soql, mode)),
    dml: (order) => Promise.resolve(write(order)),
    savepoint: changes.mark,
    objectOfId: (id) => objectsOf(state).find(({ keyPrefix }) => keyPrefix === id.slice(0, 3))?.name ?? null,
  };
};
