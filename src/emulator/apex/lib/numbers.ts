import type { ApexDecimal, ApexDouble, ApexEnum, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { decimal, decimalText, divideTo, parseDecimal, setScale, strip, type Rounding } from '../values/decimal.ts';
import { double } from '../values/double.ts';
import { toDecimal, toNumber } from '../values/numbers.ts';
import type { Room, Rows } from './define.ts';

const grouped = (text: string): string => {
  const [whole = '', part] = text.split('.');
  const withCommas = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return part === undefined ? withCommas : `${withCommas}.${part}`;
};

const wrong = (tx: Tx, kind: string, text: string): Error => apexError(tx, 'TypeException', `Invalid ${kind}: ${text}`);

const integerOf = (text: string, tx: Tx): number => {
  const value = /^[+-]?\d+$/.test(text.trim()) ? Number(text.trim()) : NaN;
  if (Number.isNaN(value) || value > 2147483647 || value < -2147483648) throw wrong(tx, 'integer', text);
  return value;
};

const longOf = (text: string, tx: Tx): bigint => {
  if (!/^[+-]?\d+$/.test(text.trim())) throw wrong(tx, 'long', text);
  return BigInt(text.trim());
};

const decimalFrom = (value: Value, tx: Tx): ApexDecimal => {
  if (typeof value !== 'string') return toDecimal(value);
  const found = parseDecimal(value);
  if (!found) throw wrong(tx, 'decimal', value);
  return found;
};

const isNumeric = (value: Value): boolean => typeof value !== 'string' && value !== null;

const doubleFrom = (value: Value, tx: Tx): ApexDouble => {
  if (isNumeric(value)) return double(toNumber(value));
  const text = typeof value === 'string' ? value.trim() : '';
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) throw wrong(tx, 'double', text);
  return double(Number(text));
};

const whole = (value: Value, tx: Tx): number =>
  typeof value === 'string' ? integerOf(value, tx) : Math.trunc(toNumber(value)) | 0;

const roundedLong = (self: ApexDecimal, mode: Rounding): bigint => setScale(self, 0, mode).unscaled;

const modeOf = (mode: ApexEnum): Rounding => mode.name as Rounding;

const pow = (self: ApexDecimal, exponent: number): ApexDecimal =>
  decimal(self.unscaled ** BigInt(exponent), self.scale * exponent);

const shared: Rows = {
  'Integer intValue()': (self: Value) => Math.trunc(toNumber(self)) | 0,
  'Long longValue()': (self: Value) =>
    typeof self === 'number' ? BigInt(self) : setScale(toDecimal(self), 0, 'DOWN').unscaled,
  'Double doubleValue()': (self: Value) => double(toNumber(self)),
};

export const numberRooms: Room[] = [
  {
    name: 'Integer',
    methods: { 'String format()': (self: number) => grouped(String(self)) },
    statics: {
      'Integer valueOf(String)': integerOf,
      'Integer valueOf(Object)': whole,
    },
  },
  {
    name: 'Long',
    methods: {
      'Integer intValue()': (self: bigint) => Number(BigInt.asIntN(32, self)),
      'String format()': (self: bigint) => grouped(String(self)),
    },
    statics: { 'Long valueOf(String)': longOf },
  },
  {
    name: 'Double',
    methods: {
      ...shared,
      'Long round()': (self: ApexDouble) => BigInt(Math.round(self.value)),
      'String format()': (self: ApexDouble) => grouped(String(self.value)),
    },
    statics: { 'Double valueOf(String)': doubleFrom, 'Double valueOf(Object)': doubleFrom },
  },
  {
    name: 'Decimal',
    methods: {
      ...shared,
      'Integer scale()': (self: ApexDecimal) => self.scale,
      'Integer precision()': (self: ApexDecimal) => String(self.unscaled).replace('-', '').length,
      'Decimal abs()': (self: ApexDecimal) => (self.unscaled < 0n ? decimal(-self.unscaled, self.scale) : self),
      'Decimal setScale(Integer)': (self: ApexDecimal, scale: number) => setScale(self, scale),
      'Decimal setScale(Integer, RoundingMode)': (self: ApexDecimal, scale: number, mode: ApexEnum) =>
        setScale(self, scale, modeOf(mode)),
      'Long round()': (self: ApexDecimal) => roundedLong(self, 'HALF_EVEN'),
      'Long round(RoundingMode)': (self: ApexDecimal, mode: ApexEnum) => roundedLong(self, modeOf(mode)),
      'Decimal divide(Decimal, Integer)': (self: ApexDecimal, by: ApexDecimal, scale: number, tx: Tx) => {
        if (by.unscaled === 0n) throw apexError(tx, 'MathException', 'Divide by 0');
        return divideTo(self, by, scale, 'HALF_UP');
      },
      'Decimal divide(Decimal, Integer, RoundingMode)': (
        self: ApexDecimal,
        by: ApexDecimal,
        scale: number,
        mode: ApexEnum,
        tx: Tx,
      ) => {
        if (by.unscaled === 0n) throw apexError(tx, 'MathException', 'Divide by 0');
        return divideTo(self, by, scale, modeOf(mode));
      },
      'Decimal pow(Integer)': pow,
      'Decimal stripTrailingZeros()': (self: ApexDecimal) => strip(self),
      'String toPlainString()': decimalText,
      'String format()': (self: ApexDecimal) => grouped(decimalText(self)),
    },
    statics: { 'Decimal valueOf(String)': decimalFrom, 'Decimal valueOf(Object)': decimalFrom },
  },
  {
    name: 'RoundingMode',
    kind: 'enum',
    constants: ['CEILING', 'DOWN', 'FLOOR', 'HALF_DOWN', 'HALF_EVEN', 'HALF_UP', 'UNNECESSARY', 'UP'],
  },
];
