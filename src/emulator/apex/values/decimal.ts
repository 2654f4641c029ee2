import type { ApexDecimal } from '../model.ts';

/** How a Decimal is rounded, by the names of System.RoundingMode. */
export type Rounding = 'UP' | 'DOWN' | 'CEILING' | 'FLOOR' | 'HALF_UP' | 'HALF_DOWN' | 'HALF_EVEN' | 'UNNECESSARY';

/** Significant digits of a quotient that does not end. */
const precision = 34;

export const decimal = (unscaled: bigint, scale = 0): ApexDecimal => ({ is: 'decimal', unscaled, scale });

export const parseDecimal = (text: string): ApexDecimal | null => {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i.exec(text.trim());
  if (!match || ((match[2] ?? '') === '' && (match[3] ?? '') === '')) return null;
  const [, sign, whole = '', part = '', exponent = '0'] = match;
  const unscaled = BigInt(`${whole}${part}` || '0') * (sign === '-' ? -1n : 1n);
  const scale = part.length - Number(exponent);
  return scale >= 0 ? decimal(unscaled, scale) : decimal(unscaled * 10n ** BigInt(-scale), 0);
};

export const decimalText = ({ unscaled, scale }: ApexDecimal): string => {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return unscaled < 0n ? `-${text}` : text;
};

export const decimalToNumber = (value: ApexDecimal): number => Number(decimalText(value));

/** The shortest decimal that reads back as the same number. */
export const decimalOf = (value: number): ApexDecimal => parseDecimal(String(value)) ?? decimal(0n);

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

const away: Record<Rounding, (twice: bigint, divisor: bigint, quotient: bigint, negative: boolean) => boolean> = {
  UP: () => true,
  DOWN: () => false,
  CEILING: (_t, _d, _q, negative) => !negative,
  FLOOR: (_t, _d, _q, negative) => negative,
  HALF_UP: (twice, divisor) => twice >= divisor,
  HALF_DOWN: (twice, divisor) => twice > divisor,
  HALF_EVEN: (twice, divisor, quotient) => twice > divisor || (twice === divisor && quotient % 2n === 1n),
  UNNECESSARY: () => false,
};

/** numerator / denominator to a whole number. */
const divideRounded = (numerator: bigint, denominator: bigint, mode: Rounding): bigint => {
  const negative = numerator < 0n !== denominator < 0n;
  const quotient = abs(numerator) / abs(denominator);
  const rest = abs(numerator) % abs(denominator);
  const up = rest !== 0n && away[mode](rest * 2n, abs(denominator), quotient, negative);
  return (quotient + (up ? 1n : 0n)) * (negative ? -1n : 1n);
};

export const setScale = (value: ApexDecimal, scale: number, mode: Rounding = 'HALF_EVEN'): ApexDecimal =>
  scale >= value.scale
    ? decimal(value.unscaled * 10n ** BigInt(scale - value.scale), scale)
    : decimal(divideRounded(value.unscaled, 10n ** BigInt(value.scale - scale), mode), scale);

const aligned = (a: ApexDecimal, b: ApexDecimal): [bigint, bigint, number] => {
  const scale = Math.max(a.scale, b.scale);
  return [setScale(a, scale).unscaled, setScale(b, scale).unscaled, scale];
};

export const add = (a: ApexDecimal, b: ApexDecimal): ApexDecimal => {
  const [x, y, scale] = aligned(a, b);
  return decimal(x + y, scale);
};

export const subtract = (a: ApexDecimal, b: ApexDecimal): ApexDecimal => {
  const [x, y, scale] = aligned(a, b);
  return decimal(x - y, scale);
};

export const multiply = (a: ApexDecimal, b: ApexDecimal): ApexDecimal =>
  decimal(a.unscaled * b.unscaled, a.scale + b.scale);

export const compareDecimals = (a: ApexDecimal, b: ApexDecimal): number => {
  const [x, y] = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
};

/** Drops trailing zeros down to `least` places. */
export const strip = (value: ApexDecimal, least = 0): ApexDecimal => {
  let { unscaled, scale } = value;
  while (scale > least && unscaled % 10n === 0n) {
    unscaled /= 10n;
    scale -= 1;
  }
  return decimal(unscaled, scale);
};

/** Exact where the quotient ends, else to 34 significant digits. `b` is not zero. */
export const divide = (a: ApexDecimal, b: ApexDecimal): ApexDecimal => {
  const preferred = Math.max(a.scale - b.scale, 0);
  const lead = abs(a.unscaled).toString().length - abs(b.unscaled).toString().length;
  const extra = BigInt(Math.max(precision - lead + 1, 0));
  const raw = (a.unscaled * 10n ** extra) / b.unscaled;
  const over = abs(raw).toString().length - precision;
  const scale = Number(extra) + a.scale - b.scale - Math.max(over, 0);
  const shift = BigInt(scale - a.scale + b.scale);
  const unscaled = shift >= 0n ? divideRounded(a.unscaled * 10n ** shift, b.unscaled, 'HALF_UP') : raw;
  const result = scale < 0 ? decimal(unscaled * 10n ** BigInt(-scale)) : decimal(unscaled, scale);
  return strip(result, preferred);
};

export const divideTo = (a: ApexDecimal, b: ApexDecimal, scale: number, mode: Rounding): ApexDecimal => {
  const shift = scale + b.scale - a.scale;
  return shift >= 0
    ? decimal(divideRounded(a.unscaled * 10n ** BigInt(shift), b.unscaled, mode), scale)
    : decimal(divideRounded(a.unscaled, b.unscaled * 10n ** BigInt(-shift), mode), scale);
};
