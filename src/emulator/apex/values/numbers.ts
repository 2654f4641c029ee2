import type { ApexDecimal, ApexType, Value } from '../model.ts';
import { decimalType, doubleType, integerType, longType } from '../types/platform.ts';
import { decimal, decimalOf, decimalToNumber } from './decimal.ts';
import { double } from './double.ts';

/** Numeric types from narrow to wide; an operation is done in the wider type of its operands. */
export const numeric: readonly ApexType[] = [integerType, longType, doubleType, decimalType];

export const rankOf = (type: ApexType): number => numeric.findIndex((each) => each.def === type.def);

export const toDecimal = (value: Value): ApexDecimal => {
  if (typeof value === 'number') return decimal(BigInt(value));
  if (typeof value === 'bigint') return decimal(value);
  if (value !== null && typeof value === 'object' && value.is === 'decimal') return value;
  return value !== null && typeof value === 'object' && value.is === 'double' ? decimalOf(value.value) : decimal(0n);
};

export const toNumber = (value: Value): number => {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value !== null && typeof value === 'object' && value.is === 'decimal') return decimalToNumber(value);
  return value !== null && typeof value === 'object' && value.is === 'double' ? value.value : 0;
};

const toBigint = (value: Value): bigint => (typeof value === 'bigint' ? value : BigInt(Math.trunc(toNumber(value))));

const converters: ((value: Value) => Value)[] = [
  (value) => (typeof value === 'bigint' ? Number(BigInt.asIntN(32, value)) : Math.trunc(toNumber(value)) | 0),
  (value) => BigInt.asIntN(64, toBigint(value)),
  (value) => double(toNumber(value)),
  toDecimal,
];

/** A number in the numeric type of that rank, cut as a cast cuts; null stays null. */
export const toRank = (value: Value, rank: number): Value =>
  value === null ? null : (converters[rank]?.(value) ?? value);

export const isNumber = (value: Value): boolean =>
  typeof value === 'number' ||
  typeof value === 'bigint' ||
  (typeof value === 'object' && value !== null && (value.is === 'decimal' || value.is === 'double'));
