import type { Row } from '../../state/orgState.ts';
import type { ApexSObject, ApexType, Value } from '../model.ts';
import { findField } from '../types/hierarchy.ts';
import { decimalOf } from './decimal.ts';
import { double } from './double.ts';
import { parseId } from './id.ts';
import { datetimeOf, dateText, dayMs, isoText } from './moment.ts';
import { toNumber } from './numbers.ts';

type Cell = Row[string];

const fromCell: Record<string, (cell: NonNullable<Cell>) => Value> = {
  Id: (cell) => parseId(String(cell)) ?? String(cell),
  Integer: (cell) => Number(cell) | 0,
  Long: (cell) => BigInt(Math.trunc(Number(cell))),
  Double: (cell) => double(Number(cell)),
  Decimal: (cell) => decimalOf(Number(cell)),
  Boolean: (cell) => cell === true || cell === 'true',
  Date: (cell) => ({ is: 'date', day: Math.floor(Date.parse(String(cell)) / dayMs) }),
  Datetime: (cell) => datetimeOf(Date.parse(String(cell))),
};

const untyped = (cell: NonNullable<Cell>): Value => (typeof cell === 'number' ? decimalOf(cell) : cell);

/** A record of the store as Apex sees it. */
export const recordOf = (type: ApexType, row: Row): ApexSObject => {
  const fields: ApexSObject['fields'] = new Map();
  for (const [name, cell] of Object.entries(row)) {
    if (name === 'attributes') continue;
    const convert = fromCell[findField(type, name)?.field.type.name ?? ''] ?? untyped;
    fields.set(name.toLowerCase(), { name, value: cell === null ? null : convert(cell) });
  }
  return { is: 'sobject', type, fields };
};

const toCell = (value: Value): Cell => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
    return value;
  if (typeof value === 'bigint') return Number(value);
  switch (value.is) {
    case 'id':
      return value.text;
    case 'double':
    case 'decimal':
      return toNumber(value);
    case 'date':
      return dateText(value.day);
    case 'datetime':
      return isoText(value.ms).replace('Z', '+0000');
    case 'blob':
      return Buffer.from(value.bytes).toString('base64');
    default:
      return null;
  }
};

/** The fields that Apex set, as the store takes them. */
export const rowOf = (record: ApexSObject): Row =>
  Object.fromEntries([...record.fields.values()].map(({ name, value }) => [name, toCell(value)]));

export const setRecordField = (record: ApexSObject, name: string, value: Value): void => {
  record.fields.set(name.toLowerCase(), { name, value });
};
