import type { ApexObject, Value } from '../model.ts';
import { lineageOf } from '../types/hierarchy.ts';

/** A field of a class that WSDL2Apex made, as its `…_type_info` describes it. */
export type ElementInfo = { field: string; name: string; optional: boolean; nillable: boolean };

/**
 * The value of a field by name, whoever may read it; undefined when the class has no such field. A class's own field
 * comes after one of the same name above it, and is the one that counts.
 */
export const fieldValue = (object: ApexObject, name: string): Value | undefined =>
  [...object.fields].findLast(([field]) => field.name.toLowerCase() === name.toLowerCase())?.[1];

/** A list of texts that a `…_info` field holds. */
const textsOf = (object: ApexObject, name: string): string[] | undefined => {
  const value = fieldValue(object, name);
  if (value === null || typeof value !== 'object' || value.is !== 'list') return undefined;
  return value.items.map((item) => (typeof item === 'string' ? item : ''));
};

/** The namespace that an object's elements are in, from the nearest class that says one. */
export const namespaceOf = (object: ApexObject): string | undefined => textsOf(object, 'apex_schema_type_info')?.[0];

/** The elements of an object in the order in which its class wants them written. */
export const elementsOf = (object: ApexObject): ElementInfo[] => {
  const order =
    textsOf(object, 'field_order_type_info') ??
    lineageOf(object.type).flatMap(({ def }) => [...def.fields.values()].map(({ name }) => name));
  return order.flatMap((field) => {
    const info = textsOf(object, `${field}_type_info`);
    if (!info) return [];
    const [name = field, , , least = '1', , nillable = 'false'] = info;
    return [{ field, name, optional: least === '0', nillable: nillable === 'true' }];
  });
};

/** Fields that are written as attributes: by field, the attribute's name. */
export const attributesOf = (object: ApexObject): { field: string; name: string }[] =>
  [...object.fields.keys()].flatMap(({ name }) => {
    const base = /^(.*)_att_info$/.exec(name)?.[1];
    const attribute = base === undefined ? undefined : textsOf(object, name)?.[0];
    return base !== undefined && attribute !== undefined ? [{ field: base, name: attribute }] : [];
  });
