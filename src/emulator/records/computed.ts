import type { ObjectDefinition } from '../soql/objectDefinition.ts';
import type { Row } from '../state/orgState.ts';

/** A person's name is made of its parts; a custom record without one is called by its id. */
export const computed = (object: ObjectDefinition, row: Row): Row => {
  if (object.fields.some(({ name }) => name === 'FirstName')) {
    return { Name: [row['FirstName'], row['LastName']].filter(Boolean).join(' ') };
  }
  const isUnnamed = object.writes?.undelete === true && object.name.endsWith('__c') && (row['Name'] ?? null) === null;
  return isUnnamed ? { Name: String(row['Id']).slice(0, 15) } : {};
};
