import type { AccessMode, QueriedRow, QueryAnswer } from '../hostData.ts';
import type { ApexSObject, ApexType, Tx, Value } from '../model.ts';
import { decimalOf, decimalText } from '../values/decimal.ts';
import { dateText, isoText } from '../values/moment.ts';
import { recordOf } from '../values/records.ts';
import { toNumber } from '../values/numbers.ts';
import { listOf, platformType } from '../types/platform.ts';
import { apexError, limitError } from './throwing.ts';

const quoted = (text: string): string => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;

/** A bound value as a SOQL literal. */
export const soqlLiteral = (value: Value): string => {
  if (value === null) return 'null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  switch (value.is) {
    case 'id':
      return quoted(value.text);
    case 'decimal':
      return decimalText(value);
    case 'double':
      return String(toNumber(value));
    case 'date':
      return dateText(value.day);
    case 'datetime':
      return isoText(value.ms);
    case 'list':
      return `(${value.items.map(soqlLiteral).join(', ')})`;
    case 'set':
      return `(${[...value.entries.values()].map(soqlLiteral).join(', ')})`;
    case 'sobject':
      return soqlLiteral(value.fields.get('id')?.value ?? null);
    default:
      return quoted(value.is);
  }
};

/** A query as an aggregate one gives its rows: by alias, with no object of its own. */
const aggregateOf = (row: QueriedRow, whole: readonly string[]): ApexSObject => ({
  is: 'sobject',
  type: platformType('AggregateResult'),
  fields: new Map(
    Object.entries(row).map(([name, cell]) => [
      name.toLowerCase(),
      { name, value: aggregateValue(cell, whole.includes(name)) },
    ]),
  ),
});

const aggregateValue = (cell: QueriedRow[string], isWhole: boolean): Value => {
  if (typeof cell === 'number') return isWhole ? cell : decimalOf(cell);
  return typeof cell === 'object' ? null : cell;
};

const mostRows = 50_000;

type List = Extract<Value, { is: 'list' }>;

const ask = async (tx: Tx, soql: string, mode: AccessMode): Promise<QueryAnswer> => {
  tx.queries += 1;
  if (tx.queries > 100) throw limitError(tx, 'Too many SOQL queries: 101');
  const line = tx.stack.at(-1)?.line ?? 0;
  tx.log('SOQL_EXECUTE_BEGIN', `[${line}]`, 'Aggregations:0', soql);
  const answer = await tx.host.query(soql, mode);
  if ('refusal' in answer)
    throw apexError(tx, answer.refusal.exceptionType.replace(/^System\./, ''), answer.refusal.message);
  tx.queryRows += answer.size;
  if (tx.queryRows > mostRows) throw limitError(tx, `Too many query rows: ${mostRows + 1}`);
  tx.log('SOQL_EXECUTE_END', `[${line}]`, `Rows:${answer.size}`);
  return answer;
};

/** Runs a query with its binds put in; gives a list of records of that type, or of aggregate results. */
export const runQuery = async (tx: Tx, soql: string, type: ApexType, mode: AccessMode): Promise<List> => {
  const { kind, rows, whole } = await ask(tx, soql, mode);
  if (kind === 'aggregate')
    return {
      is: 'list',
      type: listOf(platformType('AggregateResult')),
      items: rows.map((row) => aggregateOf(row, whole ?? [])),
    };
  return { is: 'list', type: listOf(type), items: rows.map((row) => recordOf(type, row)) };
};

/** How many rows a query finds: `SELECT COUNT() …`. */
export const countRows = async (tx: Tx, soql: string, mode: AccessMode): Promise<number> =>
  (await ask(tx, soql, mode)).size;
