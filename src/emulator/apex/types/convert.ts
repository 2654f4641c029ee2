import type { ApexType, Later, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { parseId } from '../values/id.ts';
import { datetimeOf, dayMs } from '../values/moment.ts';
import { rankOf, toRank } from '../values/numbers.ts';
import { distance } from './hierarchy.ts';
import {
  idType,
  nullType,
  objectType,
  platformType,
  sObjectType,
  stringType,
  unknownType,
  voidType,
} from './platform.ts';

/** How a value of one static type becomes one of another without a cast, and how far that is (for overloads). */
export type Conversion = { cost: number; apply: (tx: Tx, value: Value) => Later<Value> };

const asIs = (cost: number): Conversion => ({ cost, apply: (_tx, value) => value });

const toId: Conversion = {
  cost: 2,
  apply: (tx, value) => {
    if (value === null || typeof value !== 'string') return value;
    const id = parseId(value);
    if (!id) throw apexError(tx, 'StringException', `Invalid id: ${value}`);
    return id;
  },
};

const idToString: Conversion = {
  cost: 1,
  apply: (_tx, value) => (value !== null && typeof value === 'object' && value.is === 'id' ? value.text : value),
};

const dateToDatetime: Conversion = {
  cost: 1,
  apply: (_tx, value) =>
    value !== null && typeof value === 'object' && value.is === 'date' ? datetimeOf(value.day * dayMs) : value,
};

const isRecordList = (type: ApexType): boolean =>
  type.def.name === 'List' && (type.args[0]?.def.kind === 'sobject' || type.args[0]?.def === sObjectType.def);

/** Null when a value of `from` cannot stand where `to` is asked for. */
export const conversion = (from: ApexType, to: ApexType): Conversion | null => {
  if (from.def === unknownType.def || to.def === unknownType.def) return asIs(0);
  if (from.def === voidType.def || to.def === voidType.def) return null;
  if (from.def === nullType.def) return asIs(to.def === objectType.def ? 1 : 0);
  const [narrow, wide] = [rankOf(from), rankOf(to)];
  if (narrow >= 0 && wide >= 0) {
    if (narrow === wide) return asIs(0);
    // A decimal literal is a Decimal and may still be given to a Double.
    if (narrow > wide && !(narrow === 3 && wide === 2)) return null;
    return { cost: Math.abs(wide - narrow), apply: (_tx, value) => toRank(value, wide) };
  }
  if (from.def === stringType.def && to.def === idType.def) return toId;
  if (from.def === idType.def && to.def === stringType.def) return idToString;
  if (from.def === platformType('Date').def && to.def === platformType('Datetime').def) return dateToDatetime;
  if (isRecordList(from) && isRecordList(to)) return asIs(distance(from, to) >= 0 ? distance(from, to) : 1);
  const steps = distance(from, to);
  return steps >= 0 ? asIs(steps) : null;
};
