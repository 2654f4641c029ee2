import type { ApexType, Later, Tx, Value } from '../model.ts';
import type { Position } from '../parse/ast.ts';
import { checkSize } from '../run/interrupt.ts';
import { then } from '../run/later.ts';
import { nullError } from '../run/throwing.ts';
import { conversion } from '../types/convert.ts';
import { booleanType, longType, objectType, platformType, stringType } from '../types/platform.ts';
import { arithmetic } from '../values/arithmetic.ts';
import { compareValues } from '../values/compare.ts';
import { equalValues } from '../values/equality.ts';
import { dayMs } from '../values/moment.ts';
import { numeric, rankOf, toNumber, toRank } from '../values/numbers.ts';
import { textOf } from '../values/text.ts';
import { CompileError } from './compileError.ts';

/** What an operator does with operands of two static types. */
export type Operation = { type: ApexType; apply: (tx: Tx, a: Value, b: Value) => Later<Value> };

type Row = (op: string, left: ApexType, right: ApexType, at: Position) => Operation;

const is = (type: ApexType, name: string): boolean => type.def === platformType(name).def;

const concatenation: Operation = {
  type: stringType,
  apply: (tx, a, b) =>
    then(textOf(tx, a), (left) =>
      then(textOf(tx, b), (right) => {
        checkSize(tx, left.length + right.length);
        return left + right;
      }),
    ),
};

/** Date and Datetime move by days, Time by milliseconds. */
const moved = (op: string, left: ApexType): Operation => ({
  type: left,
  apply: (tx, a, b) => {
    if (a === null || b === null) throw nullError(tx);
    const by = toNumber(b) * (op === '-' ? -1 : 1);
    const from = a as Extract<Value, { is: 'date' | 'time' | 'datetime' }>;
    if (from.is === 'date') return { is: 'date', day: from.day + Math.trunc(by) };
    return from.is === 'time'
      ? { is: 'time', ms: (((from.ms + by) % dayMs) + dayMs) % dayMs }
      : { is: 'datetime', ms: Math.round(from.ms + by * dayMs) };
  },
});

const arithmeticRow: Row = (op, left, right, at) => {
  if (op === '+' && (left.def === stringType.def || right.def === stringType.def)) return concatenation;
  const moment = is(left, 'Date') || is(left, 'Datetime') || is(left, 'Time');
  if (moment && (op === '+' || op === '-') && rankOf(right) >= 0) return moved(op, left);
  const rank = Math.max(rankOf(left), rankOf(right));
  if (rankOf(left) < 0 || rankOf(right) < 0) {
    const words = op === '+' || op === '-' ? 'Arithmetic' : 'Multiplication and division';
    throw new CompileError(at, `${words} expressions must use numeric arguments`);
  }
  const work = arithmetic[rank]?.[op];
  return {
    type: numeric[rank] ?? left,
    apply: (tx, a, b) => {
      if (a === null || b === null) throw nullError(tx);
      return work?.(tx, toRank(a, rank), toRank(b, rank)) ?? null;
    },
  };
};

const bitRow: Row = (op, left, right, at) => {
  if (left.def === booleanType.def && right.def === booleanType.def && /^[&|^]$/.test(op)) {
    const truth: Record<string, (a: boolean, b: boolean) => boolean> = {
      '&': (a, b) => a && b,
      '|': (a, b) => a || b,
      '^': (a, b) => a !== b,
    };
    return { type: booleanType, apply: (_tx, a, b) => truth[op]?.(a === true, b === true) ?? false };
  }
  const [l, r] = [rankOf(left), rankOf(right)];
  if (l < 0 || r < 0 || l > 1 || r > 1)
    throw new CompileError(at, 'Bitwise expressions must use Integer or Long arguments');
  return arithmeticRow(op, left, op.length > 1 && left.def !== longType.def ? left : right, at);
};

const comparable = ['String', 'Id', 'Date', 'Datetime', 'Time'];

const tests: Record<string, (order: number) => boolean> = {
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

const folded = (value: Value): Value => (typeof value === 'string' ? value.toLowerCase() : value);

const compareRow: Row = (op, left, right, at) => {
  const numbers = rankOf(left) >= 0 && rankOf(right) >= 0;
  const same = comparable.some((name) => is(left, name)) && (conversion(left, right) ?? conversion(right, left));
  if (!numbers && !same)
    throw new CompileError(at, `Comparison arguments must be compatible types: ${left.name}, ${right.name}`);
  return {
    type: booleanType,
    apply: (_tx, a, b) => {
      // Nothing is neither more nor less than anything (Apex Developer Guide, Expression Operators).
      if (a === null || b === null) return false;
      return tests[op]?.(compareValues(folded(a), folded(b)) ?? 0) ?? false;
    },
  };
};

const equalRow: Row = (op, left, right, at) => {
  const related = conversion(left, right) ?? conversion(right, left);
  const interfaces = left.def.kind === 'interface' || right.def.kind === 'interface';
  if (!related && !interfaces && left.def !== objectType.def && right.def !== objectType.def)
    throw new CompileError(at, `Comparison arguments must be compatible types: ${left.name}, ${right.name}`);
  const wanted = op === '==' || op === '===';
  if (op.length === 3)
    return {
      type: booleanType,
      apply: (tx, a, b) => (isReference(a) ? a === b : equalValues(tx, a, b) === true) === wanted,
    };
  return { type: booleanType, apply: (tx, a, b) => then(equalValues(tx, a, b), (same) => same === wanted) };
};

const isReference = (value: Value): boolean =>
  value !== null &&
  typeof value === 'object' &&
  ['list', 'set', 'map', 'object', 'native', 'sobject'].includes(value.is);

const rows: Record<string, Row> = {
  ...Object.fromEntries('+ - * /'.split(' ').map((op) => [op, arithmeticRow])),
  ...Object.fromEntries('& | ^ << >> >>>'.split(' ').map((op) => [op, bitRow])),
  ...Object.fromEntries('< > <= >='.split(' ').map((op) => [op, compareRow])),
  ...Object.fromEntries('== != <> === !=='.split(' ').map((op) => [op, equalRow])),
};

export const operationOf: Row = (op, left, right, at) => {
  const row = rows[op];
  if (!row) throw new CompileError(at, `Not supported in the emulated org: operator ${op}`);
  return row(op, left, right, at);
};
