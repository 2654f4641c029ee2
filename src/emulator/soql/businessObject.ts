import { mayAccess } from '../state/permissions.ts';
import type { OrgState, Row } from '../state/orgState.ts';
import { fields, recordsOf, type Field, type ObjectDefinition } from './objectDefinition.ts';

type BusinessObject = {
  name: string;
  label: string;
  plural?: string;
  keyPrefix: string;
  /** Fields besides Id, owner, who made it, deletion and the audit fields. */
  fields: readonly (string | Field)[];
  required: readonly string[];
  /** Fields that the org writes itself. */
  readOnly?: readonly string[];
  defaults?: Row;
  /** Records of a detail belong to whoever their master does. */
  ownerless?: true;
};

const SYSTEM = [
  'IsDeleted:boolean',
  'CreatedById:reference>CreatedBy.User',
  'LastModifiedById:reference>LastModifiedBy.User',
];

/** An object of the org's own data: object permissions say who may do what, and deleted records wait in the bin. */
export const businessObject = (source: BusinessObject): ObjectDefinition => {
  const { name } = source;
  const own = source.fields.map((field) => (typeof field === 'string' ? fields(field)[1] : field)) as Field[];
  const owner = source.ownerless ? [] : ['OwnerId:reference>Owner.User'];
  const [id, ...rest] = fields(...owner, ...SYSTEM);
  const readOnly = [...(source.readOnly ?? []), ...own.filter(({ custom }) => custom?.computed).map((one) => one.name)];
  const writable = [...own.map((one) => one.name), ...owner.map(() => 'OwnerId')].filter(
    (one) => !readOnly.includes(one),
  );
  const empty = Object.fromEntries(own.map((field) => [field.name, field.type === 'boolean' ? false : null]));
  return {
    name,
    label: source.label,
    ...(source.plural !== undefined && { plural: source.plural }),
    keyPrefix: source.keyPrefix,
    apis: ['data', 'tooling'],
    fields: [...(id ? [id] : []), ...own, ...rest],
    rows: recordsOf(name),
    visibleTo: (state, userId) => mayAccess(state, userId, name, 'read'),
    writes: {
      required: [...source.required],
      create: true,
      update: writable,
      delete: true,
      undelete: true,
      may: (state: OrgState, userId, kind) => mayAccess(state, userId, name, kind),
      defaults: (_state, userId) => ({
        ...empty,
        ...source.defaults,
        ...(source.ownerless ? {} : { OwnerId: userId }),
        IsDeleted: false,
        CreatedById: userId,
        LastModifiedById: userId,
      }),
    },
  };
};
