import type { ApexHost, ApexRefusal } from '../apex/host.ts';
import { deleteRecord } from '../records/deleteRecord.ts';
import { insertRecord } from '../records/insertRecord.ts';
import { updateRecord } from '../records/updateRecord.ts';
import type { WriteProblem } from '../records/write.ts';
import type { ObjectDefinition } from '../soql/objectDefinition.ts';
import { objectsOf } from '../soql/objectTable.ts';
import { QueryProblem } from '../soql/problem.ts';
import { runQuery } from '../soql/run.ts';
import type { OrgState, Row } from '../state/orgState.ts';

type Refused = { refusal: ApexRefusal };

const refuse = (exceptionType: string, message: string): Refused => ({ refusal: { exceptionType, message } });

const VERBS = { insert: 'Insert', update: 'Update', delete: 'Delete' };

/** One record's failure fails the statement; the ones before it are undone by the caller's copy. */
const dmlRefusal = (verb: keyof typeof VERBS, index: number, problem: WriteProblem): Refused =>
  refuse(
    'System.DmlException',
    `${VERBS[verb]} failed. First exception on row ${index}; first error: ` +
      `${problem.errorCode}, ${problem.message}: [${problem.fields.join(', ')}]`,
  );

const objectNamed = (state: OrgState, name: string): ObjectDefinition | undefined =>
  objectsOf(state).find((object) => object.name.toLowerCase() === name.toLowerCase());

/**
 * The tables, as Apex reads and writes them: always in user mode, whatever the version of the code. Values of parents come under
 * their path (`Profile.Name`).
 */
export const hostDatabase = (
  state: OrgState,
  userId: string,
): Pick<ApexHost, 'query' | 'insert' | 'update' | 'delete'> => {
  const answer = (soql: string): Row[] | Refused => {
    try {
      const { selected, rows } = runQuery({ state, userId, api: 'data', soql });
      if (selected.kind === 'count') return [{ 'COUNT()': rows.length }];
      if (selected.kind === 'aggregate') return [Object.fromEntries(selected.names.map((name) => [name, rows.length]))];
      return rows.map(
        (row) =>
          Object.fromEntries([
            // Apex gets the id whether or not the query asks for it.
            ['Id', row['Id'] ?? null],
            ...selected.paths.map((path) => [path.names.join('.'), path.valueOf(row)]),
          ]) as Row,
      );
    } catch (error) {
      if (!(error instanceof QueryProblem)) throw error;
      return refuse('System.QueryException', error.message);
    }
  };
  const each = <T>(
    verb: keyof typeof VERBS,
    sObjectType: string,
    items: readonly T[],
    apply: (write: { state: OrgState; userId: string; object: ObjectDefinition }, item: T) => string | WriteProblem,
  ): string[] | Refused => {
    const object = objectNamed(state, sObjectType);
    if (!object) return refuse('System.UnsupportedOperationException', `Not emulated: DML of ${sObjectType}`);
    const before = (state.records.get(object.name) ?? []).map((row): Row => ({ ...row }));
    const ids: string[] = [];
    for (const [index, item] of items.entries()) {
      const done = apply({ state, userId, object }, item);
      if (typeof done !== 'string') {
        state.records.set(object.name, before);
        return dmlRefusal(verb, index, done);
      }
      ids.push(done);
    }
    return ids;
  };
  return {
    query: (soql) => Promise.resolve(answer(soql)),
    insert: (type, rows) => Promise.resolve(each('insert', type, rows, insertRecord)),
    update: (type, rows) =>
      Promise.resolve(
        each('update', type, rows, (write, { Id, ...values }) => updateRecord(write, String(Id), values)),
      ),
    delete: (type, ids) => Promise.resolve(each('delete', type, ids, deleteRecord)),
  };
};
