import type { Literal, Operator } from './ast.ts';
import { dateRange, type DateRange } from './dateRange.ts';
import { isLike } from './isLike.ts';
import type { Field } from './objectDefinition.ts';
import { problemAt } from './problem.ts';

type Value = string | number | boolean | null;
type Comparable = string | number | boolean | null;

const isId = (field: Field): boolean => field.type === 'id' || field.type === 'reference';

/** The literal kinds that each kind of field takes, and what the platform calls the field's kind. */
const EXPECTED: Readonly<Partial<Record<Field['type'], { kind: Literal['kind']; word: string }>>> = {
  boolean: { kind: 'boolean', word: 'boolean' },
  int: { kind: 'number', word: 'int' },
  double: { kind: 'number', word: 'double' },
  currency: { kind: 'number', word: 'currency' },
  percent: { kind: 'number', word: 'percent' },
  datetime: { kind: 'date', word: 'dateTime' },
  date: { kind: 'date', word: 'date' },
};

/** Refuses a literal of the wrong kind, as the platform does before it looks at any row. */
export const checkLiteral = (soql: string, field: Field, literal: Literal): void => {
  if (literal.kind === 'null') return;
  const { kind, word } = EXPECTED[field.type] ?? { kind: 'string', word: 'string' };
  if (literal.kind === 'range' && kind === 'date') return;
  if (literal.kind !== kind) {
    const quotes = kind === 'string' ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
    throw problemAt(
      soql,
      literal.at,
      'INVALID_FIELD',
      `value of filter criterion for field '${field.name}' must be of type ${word} and ${quotes}`,
    );
  }
  // An empty text is no id at all, and no record has it.
  if (isId(field) && literal.text !== '' && !/^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(literal.text)) {
    throw problemAt(soql, literal.at, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${literal.text}`);
  }
};

/** Text compares regardless of case, ids by their first 15 characters with case, moments as numbers. */
const comparable = (field: Field, value: Value): Comparable => {
  if (value === null || typeof value !== 'string') return value;
  if (isId(field)) return value.slice(0, 15);
  if (field.type === 'datetime' || field.type === 'date') return Date.parse(value.replace('+0000', 'Z'));
  return value.toLowerCase();
};

const literalValue = (literal: Literal): Value => {
  if (literal.kind === 'null') return null;
  if (literal.kind === 'boolean') return literal.text === 'true';
  return literal.kind === 'number' ? Number(literal.text) : literal.text.replace(/\\([_%])/g, '$1');
};

/** Whether a value and one of a query's literals, or of a sub-select's values, are the same. */
export const equals = (field: Field, value: Value, other: Value): boolean =>
  comparable(field, value) === comparable(field, other);

export const equalsLiteral = (field: Field, value: Value, literal: Literal): boolean =>
  equals(field, value, literalValue(literal));

/** Order of two values; null comes before all. */
export const order = (field: Field, a: Value, b: Value): number => {
  const [left, right] = [comparable(field, a), comparable(field, b)];
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  return left < right ? -1 : 1;
};

/** Before, in or after a range of moments. */
const compareRange = (field: Field, operator: Operator, value: Value, { from, to }: DateRange): boolean => {
  const at = comparable(field, value);
  if (typeof at !== 'number') return operator === '!=';
  const isIn = at >= from && at < to;
  return { '=': isIn, '!=': !isIn, '<': at < from, '<=': at < to, '>': at >= to, '>=': at >= from, like: false }[
    operator
  ];
};

/** A comparison with a literal, made once: a date literal by name is counted from `now`. */
export const comparison = (
  soql: string,
  field: Field,
  operator: Operator,
  literal: Literal,
  now: number,
): ((value: Value) => boolean) => {
  checkLiteral(soql, field, literal);
  if (literal.kind !== 'range') return (value) => compareWith(field, operator, value, literal);
  const range = dateRange(literal.text, now);
  if (!range) throw problemAt(soql, literal.at, 'MALFORMED_QUERY', `unexpected token: '${literal.text}'`);
  return (value) => compareRange(field, operator, value, range);
};

const compareWith = (field: Field, operator: Operator, value: Value, literal: Literal): boolean => {
  if (operator === 'like') return typeof value === 'string' && isLike(value, literal.text);
  if (operator === '=') return equalsLiteral(field, value, literal);
  if (operator === '!=') return !equalsLiteral(field, value, literal);
  if (value === null || literal.kind === 'null') return false;
  const sign = order(field, value, literalValue(literal));
  return { '<': sign < 0, '<=': sign <= 0, '>': sign > 0, '>=': sign >= 0 }[operator];
};
