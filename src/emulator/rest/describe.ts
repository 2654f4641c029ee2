import type { Field, ObjectDefinition } from '../soql/objectDefinition.ts';
import { objectsOf } from '../soql/objectTable.ts';
import type { OrgState } from '../state/orgState.ts';

/** Whose describe it is: what a user may do with an object differs. */
export type Viewer = { state: OrgState; userId: string; base: string };

type Verbs = { create: boolean; edit: boolean; delete: boolean };

const verbsOf = ({ writes }: ObjectDefinition, { state, userId }: Viewer): Verbs => {
  const may = (kind: keyof Verbs): boolean =>
    writes?.open?.(state) !== false && writes?.may?.(state, userId, kind) !== false;
  return {
    create: writes?.create === true && may('create'),
    edit: (writes?.update.length ?? 0) > 0 && may('edit'),
    delete: writes?.delete === true && may('delete'),
  };
};

const fieldDescribe = (object: ObjectDefinition, field: Field, verbs: Verbs): Record<string, unknown> => {
  const writes = object.writes;
  const createable = [...(writes?.required ?? []), ...(writes?.createOnly ?? []), ...(writes?.update ?? [])];
  return {
    name: field.name,
    label: field.custom?.label ?? field.name,
    type: field.type,
    custom: field.custom !== undefined,
    createable: verbs.create && createable.includes(field.name),
    updateable: verbs.edit && (writes?.update.includes(field.name) ?? false),
    filterable: true,
    sortable: true,
    externalId: field.custom?.externalId ?? false,
    unique: field.custom?.unique ?? false,
    nillable: !(field.type === 'id' || field.type === 'boolean' || (writes?.required.includes(field.name) ?? false)),
    referenceTo: field.parent ? [field.parent.object] : [],
    relationshipName: field.parent?.relationship ?? null,
  };
};

/** What the global describe says of an object. */
export const objectSummary = (object: ObjectDefinition, viewer: Viewer): Record<string, unknown> => {
  const verbs = verbsOf(object, viewer);
  const path = `${viewer.base}/sobjects/${object.name}`;
  return {
    name: object.name,
    label: object.label,
    keyPrefix: object.keyPrefix,
    custom: /__\w+$/.test(object.name),
    queryable: true,
    retrieveable: true,
    createable: verbs.create,
    updateable: verbs.edit,
    deletable: verbs.delete,
    undeletable: verbs.delete && object.writes?.undelete === true,
    urls: { sobject: path, describe: `${path}/describe`, rowTemplate: `${path}/{ID}` },
  };
};

/** References to an object from others: the ways back that a subquery takes. */
const childRelationships = (object: ObjectDefinition, state: OrgState): Record<string, unknown>[] =>
  objectsOf(state).flatMap((child) =>
    child.fields.flatMap(({ name, parent }) =>
      parent?.object === object.name
        ? [
            {
              childSObject: child.name,
              field: name,
              relationshipName: parent.children ?? null,
              cascadeDelete: parent.cascade ?? false,
            },
          ]
        : [],
    ),
  );

export const objectDescribe = (object: ObjectDefinition, viewer: Viewer): Record<string, unknown> => {
  const verbs = verbsOf(object, viewer);
  return {
    ...objectSummary(object, viewer),
    fields: object.fields.map((field) => fieldDescribe(object, field, verbs)),
    childRelationships: childRelationships(object, viewer.state),
    recordTypeInfos: [],
  };
};
