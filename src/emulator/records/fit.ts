import type { Field } from '../soql/objectDefinition.ts';
import { restDateTime } from '../state/dateTime.ts';
import type { Row } from '../state/orgState.ts';

type Fit = (value: unknown, field: Field) => Row[string] | undefined;

/** Clients send numbers as text, too. */
const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

const whole: Fit = (value) => {
  const number = numberOf(value);
  return number !== undefined && Number.isInteger(number) ? number : undefined;
};

const fraction: Fit = (value, { custom }) => {
  const number = numberOf(value);
  return number === undefined || custom?.scale === undefined ? number : Number(number.toFixed(custom.scale));
};

const truth: Fit = (value) =>
  typeof value === 'boolean' ? value : value === 'true' || value === 'false' ? value === 'true' : undefined;

/** Any moment that clients send: ISO, the words of `Date.toUTCString`, milliseconds (the CLI's trace flags). */
const moment: Fit = (value) => {
  const ms =
    typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value.replace(/\+0000$/, 'Z')) : NaN;
  return Number.isNaN(ms) ? undefined : restDateTime(ms);
};

const day: Fit = (value) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value.slice(0, 10)))
    ? value.slice(0, 10)
    : undefined;

const text: Fit = (value) => (typeof value !== 'string' ? undefined : value === '' ? null : value);

const FITS: Readonly<Partial<Record<Field['type'], Fit>>> = {
  boolean: truth,
  int: whole,
  double: fraction,
  currency: fraction,
  percent: fraction,
  datetime: moment,
  date: day,
};

/** A value as its field keeps it, or undefined when it is of another kind. An empty text is none. */
export const fit = (field: Field, value: unknown): Row[string] | undefined => {
  if (value === null || (value === '' && field.type !== 'boolean')) return field.type === 'boolean' ? false : null;
  return (FITS[field.type] ?? text)(value, field);
};
