import type { ObjectDefinition } from '../soql/objectDefinition.ts';
import type { Row } from '../state/orgState.ts';

/** A person's name is made of its parts. */
export const computed = (object: ObjectDefinition, row: Row): Row =>
  object.fields.some(({ name }) => name === 'FirstName')
    ? { Name: [row['FirstName'], row['LastName']].filter(Boolean).join(' ') }
    : {};
