import type { OrgState, Row } from '../state/orgState.ts';

/** A row has a complex value as JSON text; a query's answer has what that says. */
export type FieldType =
  | 'id'
  | 'reference'
  | 'string'
  | 'email'
  | 'textarea'
  | 'picklist'
  | 'boolean'
  | 'int'
  | 'datetime'
  | 'date'
  | 'complexvalue';

export type Field = {
  name: string;
  type: FieldType;
  /** Of a reference: the name it has in a path, and the object it leads to. */
  parent?: { relationship: string; object: string };
};

export type ObjectDefinition = {
  name: string;
  label: string;
  keyPrefix: string | null;
  apis: ReadonlyArray<'data' | 'tooling'>;
  fields: readonly Field[];
  /** Rows as they are now, for the user who asks. */
  rows: (state: OrgState, userId: string) => Row[];
  /** Who sees the object at all; everybody with the API unless said. Others are told that there is no such object. */
  visibleTo?: (state: OrgState, userId: string) => boolean;
  /** What may be done with records through the API; nothing unless said. */
  writes?: {
    /** Fields that a new record must have. */
    required: readonly string[];
    create: boolean;
    /** Fields that an update may change. */
    update: readonly string[];
    delete: boolean;
    /** A permission that writing takes, if any. */
    permission?: string;
    /** Fields whose values, together, only one record may have. */
    unique?: readonly string[];
    /** Why a new record is refused for what it holds: code and words. */
    refuse?: (state: OrgState, row: Row) => { errorCode: string; message: string } | undefined;
    defaults?: (state: OrgState, userId: string) => Row;
  };
  /** True where the platform itself refuses to create records (L46); otherwise it is only not emulated. */
  neverCreateable?: true;
};

const AUDIT = ['CreatedDate:datetime', 'LastModifiedDate:datetime', 'SystemModstamp:datetime'];

const toField = (text: string): Field => {
  const [name = '', rest = 'string'] = text.split(':');
  const [type = 'string', target] = rest.split('>');
  const [relationship = '', object = ''] = target?.split('.') ?? [];
  return { name, type: type as FieldType, ...(target && { parent: { relationship, object } }) };
};

/**
 * Fields from short texts: `Name` is a string, `IsActive:boolean`, `ProfileId:reference>Profile.Profile` a reference with
 * the relationship's name and object. Id comes first and the audit fields last.
 */
export const fields = (...texts: string[]): Field[] => ['Id:id', ...texts, ...AUDIT].map(toField);

/** Rows that the state holds as records. */
export const recordsOf =
  (name: string) =>
  (state: OrgState): Row[] =>
    state.records.get(name) ?? [];
