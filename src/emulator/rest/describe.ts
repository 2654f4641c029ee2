import type { Field, ObjectDefinition } from '../soql/objectDefinition.ts';

const fieldDescribe = (object: ObjectDefinition, field: Field): Record<string, unknown> => {
  const writes = object.writes;
  const createable = writes?.create === true && [...writes.required, ...writes.update].includes(field.name);
  return {
    name: field.name,
    label: field.name,
    type: field.type,
    custom: false,
    createable,
    updateable: writes?.update.includes(field.name) ?? false,
    filterable: true,
    sortable: true,
    nillable: !(field.type === 'id' || field.type === 'boolean' || (writes?.required.includes(field.name) ?? false)),
    referenceTo: field.parent ? [field.parent.object] : [],
    relationshipName: field.parent?.relationship ?? null,
  };
};

/** What the global describe says of an object. */
export const objectSummary = (object: ObjectDefinition, base: string): Record<string, unknown> => ({
  name: object.name,
  label: object.label,
  keyPrefix: object.keyPrefix,
  custom: false,
  queryable: true,
  retrieveable: true,
  createable: object.writes?.create ?? false,
  updateable: (object.writes?.update.length ?? 0) > 0,
  deletable: object.writes?.delete ?? false,
  urls: {
    sobject: `${base}/sobjects/${object.name}`,
    describe: `${base}/sobjects/${object.name}/describe`,
    rowTemplate: `${base}/sobjects/${object.name}/{ID}`,
  },
});

export const objectDescribe = (object: ObjectDefinition, base: string): Record<string, unknown> => ({
  ...objectSummary(object, base),
  fields: object.fields.map((field) => fieldDescribe(object, field)),
  childRelationships: [],
  recordTypeInfos: [],
});
