import type { ApexType, Tx, Value } from '../model.ts';
import { decimalText } from '../values/decimal.ts';
import { dateText, isoText } from '../values/moment.ts';
import { recordOf } from '../values/records.ts';
import { toNumber } from '../values/numbers.ts';
import { listOf } from '../types/platform.ts';
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

/** Runs a query with its binds put in; gives a list of records of that type. */
export const runQuery = async (tx: Tx, soql: string, type: ApexType): Promise<Extract<Value, { is: 'list' }>> => {
  tx.queries += 1;
  if (tx.queries > 100) throw limitError(tx, 'Too many SOQL queries: 101');
  const line = tx.stack.at(-1)?.line ?? 0;
  tx.log('SOQL_EXECUTE_BEGIN', `[${line}]`, 'Aggregations:0', soql);
  const answer = await tx.host.query(soql);
  if ('refusal' in answer)
    throw apexError(tx, answer.refusal.exceptionType.replace(/^System\./, ''), answer.refusal.message);
  tx.log('SOQL_EXECUTE_END', `[${line}]`, `Rows:${answer.length}`);
  return { is: 'list', type: listOf(type), items: answer.map((row) => recordOf(type, row)) };
};
