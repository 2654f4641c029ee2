import type { Row } from '../state/orgState.ts';
import { storedRows } from '../state/tables.ts';
import { problem, same, type Write, type WriteProblem } from './write.ts';

/** Fields that only one record may have, together. */
const UNIQUE: Readonly<Record<string, readonly string[]>> = {
  PermissionSetAssignment: ['PermissionSetId', 'AssigneeId'],
  User: ['Username'],
};

const isEmpty = (value: Row[string] | undefined): boolean => value === null || value === undefined;

/** Another record with the same values in fields that are unique. */
export const duplicate = ({ state, object }: Write, row: Row): WriteProblem | undefined => {
  const together = UNIQUE[object.name] ?? object.writes?.unique;
  const single = object.fields.filter(({ custom }) => custom?.unique).map(({ name }) => [name]);
  for (const keys of [...(together ? [together] : []), ...single]) {
    if (keys.every((key) => isEmpty(row[key]))) continue;
    const twin = storedRows(state, object.name).find(
      (one) => one['Id'] !== row['Id'] && keys.every((key) => same(String(one[key]), String(row[key]))),
    );
    const message = `duplicate value found: ${keys.join(' ')} duplicates value on record with id: ${String(twin?.['Id'])}`;
    if (twin) return problem(400, 'DUPLICATE_VALUE', message);
  }
  return undefined;
};
