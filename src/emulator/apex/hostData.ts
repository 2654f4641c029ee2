/** SOQL and DML between running Apex and its org. Types only. */
import type { Row } from '../state/orgState.ts';

/** Whether the user's own access counts. */
export type AccessMode = 'user' | 'system';

/** A row of an answer: values by path, and the answers of subqueries by the name of the relationship. */
export type QueriedRow = { readonly [path: string]: Row[string] | QueryAnswer };

export type QueryAnswer = {
  object: string;
  kind: 'rows' | 'count' | 'aggregate';
  /** How many rows there are, or were counted. */
  size: number;
  rows: readonly QueriedRow[];
  /** Of an aggregate: the columns that are whole numbers. */
  whole?: readonly string[];
};

/** Values of a record's fields; a parent by one field of its own, which is an external id. */
export type GivenRow = Record<string, Row[string] | Row>;

export type DmlOrder = {
  operation: 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';
  sObjectType: string;
  /** Of a merge: the duplicates, with the id of their master as `master`. */
  rows: readonly GivenRow[];
  /** Of each row, the fields that are as a query brought them: those that cannot be written are left out. */
  loaded?: readonly (readonly string[])[];
  mode: AccessMode;
  /** The field that an upsert finds records by; Id unless said. */
  key?: string;
};

export type DmlFailure = { statusCode: string; message: string; fields: readonly string[] };

export type DmlOutcome = { id: string; created?: boolean } | { failure: DmlFailure };

/** What an object's describe says to the user who asks; a fact that is missing is one that this org does not know. */
export type ObjectDescription = {
  label: string;
  labelPlural?: string;
  keyPrefix: string | null;
  queryable: boolean;
  createable: boolean;
  updateable: boolean;
  deletable: boolean;
  undeletable?: boolean;
  customSetting?: boolean;
  fields: readonly FieldDescription[];
};

/** `type` is the name that REST gives it: `int`, `reference`. */
export type FieldDescription = {
  name: string;
  label: string;
  type: string;
  accessible: boolean;
  createable: boolean;
  updateable: boolean;
  filterable: boolean;
  sortable: boolean;
  nillable: boolean;
  referenceTo: readonly string[];
  relationshipName: string | null;
  length?: number;
  precision?: number;
  scale?: number;
  unique?: boolean;
  externalId?: boolean;
  calculated?: boolean;
  nameField?: boolean;
  autoNumber?: boolean;
  picklistValues?: readonly { label: string; value: string; active: boolean; defaultValue: boolean }[];
};
