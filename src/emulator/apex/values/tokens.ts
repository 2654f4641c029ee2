import type { ApexType, Field, Native, TypeDef, Value } from '../model.ts';
import { platformType, typeOf } from '../types/platform.ts';

export type ObjectToken = Native<{ object: ApexType }>;
export type FieldToken = Native<{ object: ApexType; field: Field }>;

const objects = new WeakMap<TypeDef, ObjectToken>();
const fields = new WeakMap<Field, FieldToken>();

/** `Account.SObjectType`: one value for each object, so that tokens are equal and are keys. */
export const objectToken = (object: ApexType): ObjectToken => {
  const known = objects.get(object.def);
  if (known) return known;
  const token: ObjectToken = { is: 'native', type: platformType('Schema.SObjectType'), state: { object } };
  objects.set(object.def, token);
  return token;
};

/** `Account.Name`, likewise. */
export const fieldToken = (field: Field): FieldToken => {
  const known = fields.get(field);
  if (known) return known;
  const state = { object: typeOf(field.owner), field };
  const token: FieldToken = { is: 'native', type: platformType('Schema.SObjectField'), state };
  fields.set(field, token);
  return token;
};

export const isRecord = (value: Value): value is Extract<Value, { is: 'sobject' }> =>
  value !== null && typeof value === 'object' && value.is === 'sobject';
