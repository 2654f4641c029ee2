import type { ApexMap, ApexType, Later, Native, Tx, Value } from '../model.ts';
import { inTurn, then } from '../run/later.ts';
import { countDml } from '../run/dml.ts';
import { countRows, runQuery, soqlLiteral } from '../run/soql.ts';
import { apexError } from '../run/throwing.ts';
import { platformType } from '../types/platform.ts';
import { databaseDmlRooms, modeOf } from './databaseDml.ts';
import type { Room } from './define.ts';

type Look = (name: string) => Later<Value>;

/** Text in quotes, or a bind: `:name`. */
const PARTS = /'(?:[^'\\]|\\.)*'|:\s*[A-Za-z_]\w*(?:\.\w+)*/g;

/** Dynamic SOQL with its binds put in. */
const bound = (soql: string, look: Look): Later<string> => {
  const binds = [...soql.matchAll(PARTS)].filter(([text]) => text.startsWith(':'));
  return then(
    inTurn(binds, ([text]) => then(look(text.slice(1).trim()), soqlLiteral)),
    (values) => {
      let next = 0;
      return soql.replace(PARTS, (text) => (text.startsWith(':') ? (values[next++] ?? 'null') : text));
    },
  );
};

/** The variables where the query is made. */
const fromCode =
  (tx: Tx): Look =>
  (name) => {
    const frame = tx.stack.at(-1);
    if (!frame?.binds) throw apexError(tx, 'QueryException', `Variable does not exist: ${name}`);
    return frame.binds(frame, name);
  };

const fromMap =
  (tx: Tx, map: ApexMap): Look =>
  (name) => {
    const found = [...map.entries.values()].find(
      ([key]) => typeof key === 'string' && key.toLowerCase() === name.toLowerCase(),
    );
    if (!found) throw apexError(tx, 'QueryException', `Key '${name}' does not exist in the bindMap`);
    return found[1];
  };

/** The object behind the last FROM that is in no parentheses. */
const typeIn = (tx: Tx, soql: string): ApexType => {
  let flat = soql.replace(/'(?:[^'\\]|\\.)*'/g, "''");
  while (/\([^()]*\)/.test(flat)) flat = flat.replace(/\([^()]*\)/g, ' ');
  const name = /\bfrom\s+(\w+)/i.exec(flat)?.[1] ?? '';
  const type = tx.find(name);
  if (type?.def.kind !== 'sobject') throw apexError(tx, 'QueryException', `sObject type '${name}' is not supported.`);
  return type;
};

const ask = (tx: Tx, soql: string, look: Look, level?: Value): Later<Value> =>
  then(bound(soql, look), (text) => runQuery(tx, text, typeIn(tx, text), modeOf(level, tx)));

/** Dynamic SOQL with the variables of the code that calls. */
export const query = (soql: string, tx: Tx): Later<Value> => ask(tx, soql, fromCode(tx));

const count = (tx: Tx, soql: string, look: Look, level?: Value): Later<Value> =>
  then(bound(soql, look), (text) => countRows(tx, text, modeOf(level, tx)));

/** A savepoint: how to go back to it, what was pending before it, and what the transaction had done when last there. */
type Savepoint = { undo: (() => void) | null; pending: boolean; done: number };

const doneBy = (tx: Tx): number => tx.dmlStatements + tx.jobs.length;

/** L43: a savepoint is pending work. */
const setSavepoint = (tx: Tx): Value => {
  const { pending } = tx;
  countDml(tx);
  tx.pending = true;
  const state: Savepoint = { undo: tx.host.savepoint?.() ?? null, pending, done: doneBy(tx) };
  return { is: 'native', type: platformType('Savepoint'), state };
};

const rollback = ({ state }: Native<Savepoint>, tx: Tx): void => {
  if (!state.undo)
    throw apexError(tx, 'UnsupportedOperationException', 'Not supported in the emulated org: Database.rollback');
  tx.dmlStatements += 1;
  state.undo();
  state.done = doneBy(tx);
};

/** Where nothing was done since, or all of it was rolled back, the transaction may call out again. */
const releaseSavepoint = ({ state }: Native<Savepoint>, tx: Tx): void => {
  if (state.done === doneBy(tx)) tx.pending = state.pending;
};

export const databaseRooms: Room[] = [
  {
    name: 'Database',
    statics: {
      'List<SObject> query(String)': query,
      'List<SObject> query(String, AccessLevel)': (soql: string, level: Value, tx: Tx) =>
        ask(tx, soql, fromCode(tx), level),
      'List<SObject> queryWithBinds(String, Map<String, Object>, AccessLevel)': (
        soql: string,
        map: ApexMap,
        level: Value,
        tx: Tx,
      ) => ask(tx, soql, fromMap(tx, map), level),
      'Integer countQuery(String)': (soql: string, tx: Tx) => count(tx, soql, fromCode(tx)),
      'Integer countQuery(String, AccessLevel)': (soql: string, level: Value, tx: Tx) =>
        count(tx, soql, fromCode(tx), level),
      'Integer countQueryWithBinds(String, Map<String, Object>, AccessLevel)': (
        soql: string,
        map: ApexMap,
        level: Value,
        tx: Tx,
      ) => count(tx, soql, fromMap(tx, map), level),
      'Savepoint setSavepoint()': setSavepoint,
      'void rollback(Savepoint)': rollback,
      'void releaseSavepoint(Savepoint)': releaseSavepoint,
    },
  },
  { name: 'Savepoint' },
  ...databaseDmlRooms,
];
