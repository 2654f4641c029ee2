import type { ApexTypeValue, Later, Tx, Value } from '../model.ts';
import { then } from '../run/later.ts';
import { apexError } from '../run/throwing.ts';
import { isSubtype } from '../types/hierarchy.ts';
import { equalValues } from '../values/equality.ts';
import { textOf } from '../values/text.ts';
import { typeOfValue } from '../values/typeOfValue.ts';
import type { Room, Rows } from './define.ts';

const failed = (tx: Tx, why: string, message: Value): Later<never> =>
  then(message === null ? '' : textOf(tx, message), (text): never => {
    throw apexError(
      tx,
      'AssertException',
      `Assertion Failed${text === '' ? '' : `: ${text}`}${why === '' ? '' : `: ${why}`}`,
    );
  });

/** Strings are compared as `equals` does; `==` would not see their case. */
const same = (tx: Tx, a: Value, b: Value): Later<boolean> =>
  typeof a === 'string' && typeof b === 'string' ? a === b : equalValues(tx, a, b);

const areEqual = (expected: Value, actual: Value, message: Value, tx: Tx): Later<Value> =>
  then(same(tx, expected, actual), (equal) => {
    if (equal) return null;
    return then(textOf(tx, expected), (wanted) =>
      then(textOf(tx, actual), (given) => failed(tx, `Expected: ${wanted}, Actual: ${given}`, message)),
    );
  });

const areNotEqual = (expected: Value, actual: Value, message: Value, tx: Tx): Later<Value> =>
  then(same(tx, expected, actual), (equal) =>
    equal ? then(textOf(tx, actual), (given) => failed(tx, `Same value: ${given}`, message)) : null,
  );

const isTrue = (value: Value, message: Value, tx: Tx): Later<Value> =>
  value === true ? null : failed(tx, 'Expected: true, Actual: false', message);

const isFalse = (value: Value, message: Value, tx: Tx): Later<Value> =>
  value === false ? null : failed(tx, 'Expected: false, Actual: true', message);

const isNull = (value: Value, message: Value, tx: Tx): Later<Value> =>
  value === null ? null : then(textOf(tx, value), (text) => failed(tx, `Expected: null, Actual: ${text}`, message));

const isNotNull = (value: Value, message: Value, tx: Tx): Later<Value> =>
  value === null ? failed(tx, 'Actual: null', message) : null;

const isInstance = (value: Value, type: ApexTypeValue, message: Value, tx: Tx): Later<Value> =>
  value !== null && isSubtype(typeOfValue(value), type.value)
    ? null
    : failed(tx, `Expected type: ${type.value.name}, Actual type: ${typeOfValue(value).name}`, message);

const isNotInstance = (value: Value, type: ApexTypeValue, message: Value, tx: Tx): Later<Value> =>
  value !== null && isSubtype(typeOfValue(value), type.value) ? failed(tx, `Type: ${type.value.name}`, message) : null;

type Two = (a: Value, b: never, message: Value, tx: Tx) => Later<Value>;
type One = (a: Value, message: Value, tx: Tx) => Later<Value>;

const two = (signature: string, work: Two): Rows => ({
  [`void ${signature})`]: (a: Value, b: never, tx: Tx) => work(a, b, null, tx),
  [`void ${signature}, String?)`]: work,
});

const one = (signature: string, work: One): Rows => ({
  [`void ${signature})`]: (a: Value, tx: Tx) => work(a, null, tx),
  [`void ${signature}, String?)`]: work,
});

/** System.assert and its kin: the message comes first and may be anything. */
export const assertRows: Rows = {
  'void assert(Boolean?)': (value: Value, tx: Tx) => (value === true ? null : failed(tx, '', null)),
  'void assert(Boolean?, Object?)': (value: Value, message: Value, tx: Tx) =>
    value === true ? null : failed(tx, '', message),
  'void assertEquals(Object?, Object?)': (a: Value, b: Value, tx: Tx) => areEqual(a, b, null, tx),
  'void assertEquals(Object?, Object?, Object?)': areEqual,
  'void assertNotEquals(Object?, Object?)': (a: Value, b: Value, tx: Tx) => areNotEqual(a, b, null, tx),
  'void assertNotEquals(Object?, Object?, Object?)': areNotEqual,
};

export const assertRoom: Room = {
  name: 'Assert',
  statics: {
    ...two('areEqual(Object?, Object?', areEqual),
    ...two('areNotEqual(Object?, Object?', areNotEqual),
    ...one('isTrue(Boolean?', isTrue),
    ...one('isFalse(Boolean?', isFalse),
    ...one('isNull(Object?', isNull),
    ...one('isNotNull(Object?', isNotNull),
    ...two('isInstanceOfType(Object?, Type', isInstance),
    ...two('isNotInstanceOfType(Object?, Type', isNotInstance),
    'void fail()': (tx: Tx) => failed(tx, '', null),
    'void fail(String?)': (message: Value, tx: Tx) => failed(tx, '', message),
  },
};
