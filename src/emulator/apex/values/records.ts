import type { Row } from '../../state/orgState.ts';
import type { GivenRow, QueriedRow, QueryAnswer } from '../hostData.ts';
import type { ApexSObject, ApexType, Value } from '../model.ts';
import { listOf, sObjectType } from '../types/platform.ts';
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

/** The answer of a subquery as the list of records that it is. */
const childrenOf = (type: ApexType | undefined, { rows }: QueryAnswer): Value => {
  const child = type?.args[0] ?? sObjectType;
  return { is: 'list', type: listOf(child), items: rows.map((row) => recordOf(child, row)) };
};

const put = (record: ApexSObject, names: readonly string[], cell: QueriedRow[string]): void => {
  const [name = '', ...rest] = names;
  const field = findField(record.type, name)?.field;
  if (rest.length > 0) {
    // `Profile.Name`: a record of the parent's own, made by the first field that comes from it.
    const held = record.fields.get(name.toLowerCase())?.value;
    const parent: ApexSObject =
      held !== null && typeof held === 'object' && held.is === 'sobject'
        ? held
        : { is: 'sobject', type: field?.type ?? record.type, fields: new Map(), queried: true };
    setRecordField(record, field?.name ?? name, parent);
    put(parent, rest, cell);
    return;
  }
  const convert = fromCell[field?.type.name ?? ''] ?? untyped;
  if (cell !== null && typeof cell === 'object') setRecordField(record, name, childrenOf(field?.type, cell));
  else setRecordField(record, field?.name ?? name, cell === null ? null : convert(cell));
};

/** A record of the store as Apex sees it; what was not asked for cannot be read. */
export const recordOf = (type: ApexType, row: QueriedRow): ApexSObject => {
  const record: ApexSObject = { is: 'sobject', type, fields: new Map(), queried: true };
  for (const [path, cell] of Object.entries(row)) if (path !== 'attributes') put(record, path.split('.'), cell);
  for (const held of record.fields.values()) held.loaded = true;
  return record;
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

/** A parent that code made with one field says by an external id which record is meant; others are not the row's own. */
const related = (name: string, value: Value): [string, Row][] => {
  if (value === null || typeof value !== 'object' || value.is !== 'sobject') return [];
  return value.queried !== true && value.fields.size === 1 ? [[name, rowOf(value) as Row]] : [];
};

const isRelated = (value: Value): boolean =>
  value !== null && typeof value === 'object' && (value.is === 'sobject' || value.is === 'list');

/** The fields that Apex set, as the store takes them. */
export const rowOf = (record: ApexSObject): GivenRow =>
  Object.fromEntries(
    [...record.fields.values()].flatMap(({ name, value }): [string, GivenRow[string]][] =>
      isRelated(value) ? related(name, value) : [[name, toCell(value)]],
    ),
  );

/** Null where the record has none. */
export const idOf = (record: ApexSObject): string | null => {
  const value = record.fields.get('id')?.value ?? null;
  return typeof value === 'object' && value?.is === 'id' ? value.text : typeof value === 'string' ? value : null;
};

/** The fields that a query brought and no code has set. */
export const loadedIn = ({ fields }: ApexSObject): string[] =>
  [...fields.values()].filter(({ loaded }) => loaded).map(({ name }) => name);

export const setRecordField = (record: ApexSObject, name: string, value: Value): void => {
  record.fields.set(name.toLowerCase(), { name, value });
};
