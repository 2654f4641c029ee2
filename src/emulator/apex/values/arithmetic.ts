import type { Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { add, decimal, divide, multiply, subtract } from './decimal.ts';
import { double } from './double.ts';
import { toDecimal, toNumber } from './numbers.ts';

type Operation = (tx: Tx, a: Value, b: Value) => Value;

const byZero = (tx: Tx): Error => apexError(tx, 'MathException', 'Divide by 0');

const integer: Record<string, Operation> = {
  '+': (_tx, a, b) => ((a as number) + (b as number)) | 0,
  '-': (_tx, a, b) => ((a as number) - (b as number)) | 0,
  '*': (_tx, a, b) => Math.imul(a as number, b as number),
  '/': (tx, a, b) => {
    if (b === 0) throw byZero(tx);
    return Math.trunc((a as number) / (b as number)) | 0;
  },
  '&': (_tx, a, b) => (a as number) & (b as number),
  '|': (_tx, a, b) => (a as number) | (b as number),
  '^': (_tx, a, b) => (a as number) ^ (b as number),
  '<<': (_tx, a, b) => (a as number) << Number(b),
  '>>': (_tx, a, b) => (a as number) >> Number(b),
  '>>>': (_tx, a, b) => ((a as number) >>> Number(b)) | 0,
};

const wide = (work: (a: bigint, b: bigint) => bigint): Operation => {
  return (_tx, a, b) => BigInt.asIntN(64, work(a as bigint, b as bigint));
};

const long: Record<string, Operation> = {
  '+': wide((a, b) => a + b),
  '-': wide((a, b) => a - b),
  '*': wide((a, b) => a * b),
  '/': (tx, a, b) => {
    if (b === 0n) throw byZero(tx);
    return BigInt.asIntN(64, (a as bigint) / (b as bigint));
  },
  '&': wide((a, b) => a & b),
  '|': wide((a, b) => a | b),
  '^': wide((a, b) => a ^ b),
  '<<': wide((a, b) => a << (b & 63n)),
  '>>': wide((a, b) => a >> (b & 63n)),
  '>>>': wide((a, b) => BigInt.asUintN(64, a) >> (b & 63n)),
};

const doubles: Record<string, Operation> = {
  '+': (_tx, a, b) => double(toNumber(a) + toNumber(b)),
  '-': (_tx, a, b) => double(toNumber(a) - toNumber(b)),
  '*': (_tx, a, b) => double(toNumber(a) * toNumber(b)),
  '/': (_tx, a, b) => double(toNumber(a) / toNumber(b)),
};

const decimals: Record<string, Operation> = {
  '+': (_tx, a, b) => add(toDecimal(a), toDecimal(b)),
  '-': (_tx, a, b) => subtract(toDecimal(a), toDecimal(b)),
  '*': (_tx, a, b) => multiply(toDecimal(a), toDecimal(b)),
  '/': (tx, a, b) => {
    if (toDecimal(b).unscaled === 0n) throw byZero(tx);
    return divide(toDecimal(a), toDecimal(b));
  },
};

/** Operations on two numbers of the same rank: Integer, Long, Double, Decimal. */
export const arithmetic: readonly Record<string, Operation>[] = [integer, long, doubles, decimals];

export const negate = (value: Value, rank: number): Value => {
  if (rank === 0) return -(value as number) | 0;
  if (rank === 1) return BigInt.asIntN(64, -(value as bigint));
  return rank === 2 ? double(-toNumber(value)) : subtract(decimal(0n), toDecimal(value));
};
