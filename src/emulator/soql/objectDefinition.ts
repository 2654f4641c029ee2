import type { OrgState, Row } from '../state/orgState.ts';
import { storedRows } from '../state/tables.ts';

/** A row has a complex value as JSON text; a query's answer has what that says. */
export type FieldType =
  | 'id'
  | 'reference'
  | 'string'
  | 'email'
  | 'phone'
  | 'url'
  | 'textarea'
  | 'picklist'
  | 'multipicklist'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'datetime'
  | 'date'
  | 'address'
  | 'complexvalue';

export type Field = {
  name: string;
  type: FieldType;
  /** Of a reference: the name it has in a path, the object it leads to, and the name of the way back, if it has one. */
  parent?: {
    relationship: string;
    object: string;
    children?: string;
    /** The record goes with the one it refers to; otherwise the reference is emptied. */
    cascade?: true;
  };
  /** What the field of a deployed object says besides. */
  custom?: {
    label: string;
    /** Most characters that it holds. */
    length?: number;
    scale?: number;
    required?: true;
    unique?: true;
    externalId?: true;
    /** Values of a restricted picklist. */
    values?: readonly string[];
    /** Written by the org itself; with the value for a new record, when it has one. */
    computed?: (count: number) => Row[string];
  };
};

export type ObjectDefinition = {
  name: string;
  label: string;
  /** Of several; made from the label unless said. */
  plural?: string;
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
    /** Fields that only a new record may be given. */
    createOnly?: readonly string[];
    delete: boolean;
    /** Whether this org has what it takes to write at all (L46); it has unless said. */
    open?: (state: OrgState) => boolean;
    /** Whether a user may do this, where object permissions say so; everybody may unless said. */
    may?: (state: OrgState, userId: string, kind: 'create' | 'edit' | 'delete') => boolean;
    /** A permission that writing takes, if any. */
    permission?: string;
    /** Fields whose values, together, only one record may have. */
    unique?: readonly string[];
    /** Why a record is refused for what it would hold: code and words. */
    refuse?: (state: OrgState, row: Row) => { errorCode: string; message: string } | undefined;
    defaults?: (state: OrgState, userId: string) => Row;
    /** A deleted record can be brought back. */
    undelete?: true;
  };
  /** True where the platform itself refuses to create records (L46); otherwise it is only not emulated. */
  neverCreateable?: true;
};

const AUDIT = ['CreatedDate:datetime', 'LastModifiedDate:datetime', 'SystemModstamp:datetime'];

const toField = (text: string): Field => {
  const [name = '', rest = 'string'] = text.split(':');
  const [type = 'string', target] = rest.split('>');
  const [relationship = '', object = '', back = ''] = target?.split('.') ?? [];
  const children = back.replace('!', '');
  return {
    name,
    type: type as FieldType,
    ...(target && {
      parent: { relationship, object, ...(children && { children }), ...(back.endsWith('!') && { cascade: true }) },
    }),
  };
};

/**
 * Fields from short texts: `Name` is a string, `IsActive:boolean`, `AccountId:reference>Account.Account.Contacts` a
 * reference with the relationship's name, its object and the name of the way back, where `!` at the end says that the
 * record goes with the one it refers to. Id comes first.
 */
export const bareFields = (...texts: string[]): Field[] => ['Id:id', ...texts].map(toField);

/** The same with the audit fields last. */
export const fields = (...texts: string[]): Field[] => bareFields(...texts, ...AUDIT);

/** Rows that the state holds as records. */
export const recordsOf =
  (name: string) =>
  (state: OrgState): Row[] => [...storedRows(state, name)];
