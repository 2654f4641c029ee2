import type { ApexDecimal, ApexDouble, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { compareDecimals, decimal, setScale } from '../values/decimal.ts';
import { double } from '../values/double.ts';
import { toNumber } from '../values/numbers.ts';
import type { Room, Rows } from './define.ts';

const min = (a: Value, b: Value): Value => (Number(a) <= Number(b) ? a : b);
const max = (a: Value, b: Value): Value => (Number(a) >= Number(b) ? a : b);

const onDoubles = (
  names: readonly ('sqrt' | 'sin' | 'cos' | 'tan' | 'atan' | 'exp' | 'log' | 'log10' | 'cbrt')[],
): Rows =>
  Object.fromEntries(
    names.map((name) => [`Double ${name}(Double)`, (value: ApexDouble) => double(Math[name](value.value))]),
  );

const mod = <T extends number | bigint>(a: T, b: T, tx: Tx): T => {
  if (Number(b) === 0) throw apexError(tx, 'MathException', 'Divide by 0');
  return ((a as number) % (b as number)) as T;
};

export const mathRoom: Room = {
  name: 'Math',
  statics: {
    'Integer abs(Integer)': (value: number) => Math.abs(value) | 0,
    'Long abs(Long)': (value: bigint) => (value < 0n ? -value : value),
    'Double abs(Double)': (value: ApexDouble) => double(Math.abs(value.value)),
    'Decimal abs(Decimal)': (value: ApexDecimal) =>
      value.unscaled < 0n ? decimal(-value.unscaled, value.scale) : value,
    'Integer min(Integer, Integer)': min,
    'Long min(Long, Long)': min,
    'Double min(Double, Double)': (a: ApexDouble, b: ApexDouble) => (a.value <= b.value ? a : b),
    'Decimal min(Decimal, Decimal)': (a: ApexDecimal, b: ApexDecimal) => (compareDecimals(a, b) <= 0 ? a : b),
    'Integer max(Integer, Integer)': max,
    'Long max(Long, Long)': max,
    'Double max(Double, Double)': (a: ApexDouble, b: ApexDouble) => (a.value >= b.value ? a : b),
    'Decimal max(Decimal, Decimal)': (a: ApexDecimal, b: ApexDecimal) => (compareDecimals(a, b) >= 0 ? a : b),
    'Integer mod(Integer, Integer)': mod,
    'Long mod(Long, Long)': mod,
    'Double ceil(Double)': (value: ApexDouble) => double(Math.ceil(value.value)),
    'Decimal ceil(Decimal)': (value: ApexDecimal) => setScale(value, 0, 'CEILING'),
    'Double floor(Double)': (value: ApexDouble) => double(Math.floor(value.value)),
    'Decimal floor(Decimal)': (value: ApexDecimal) => setScale(value, 0, 'FLOOR'),
    'Integer round(Double)': (value: ApexDouble) => Math.round(value.value) | 0,
    'Integer round(Decimal)': (value: ApexDecimal) => Math.trunc(toNumber(setScale(value, 0, 'HALF_EVEN'))) | 0,
    'Long roundToLong(Decimal)': (value: ApexDecimal) => setScale(value, 0, 'HALF_EVEN').unscaled,
    'Decimal signum(Decimal)': (value: ApexDecimal) =>
      decimal(value.unscaled < 0n ? -1n : value.unscaled > 0n ? 1n : 0n),
    'Double pow(Double, Double)': (a: ApexDouble, b: ApexDouble) => double(a.value ** b.value),
    // Drawn from the org's own source of randomness, so that a run can be repeated.
    'Double random()': (tx: Tx) =>
      double(
        Array.from(tx.host.newSecret(12)).reduce((sum, char, i) => sum + (char.charCodeAt(0) % 32) / 32 ** (i + 1), 0),
      ),
    ...onDoubles(['sqrt', 'sin', 'cos', 'tan', 'atan', 'exp', 'log', 'log10', 'cbrt']),
  },
  staticFields: { 'Double PI': () => double(Math.PI), 'Double E': () => double(Math.E) },
};
