import { objectsOf } from '../soql/objectTable.ts';
import type { Field } from '../soql/objectDefinition.ts';
import type { Row } from '../state/orgState.ts';
import { fit } from './fit.ts';
import { valueProblem } from './valueProblem.ts';
import { problem, same, sameId, type Write, type WriteProblem } from './write.ts';

/** The 18-character id of a record that is there; undefined when it is not. */
const fullId = ({ state, userId }: Write, objectName: string, id: string): Row[string] | undefined =>
  objectsOf(state)
    .find((one) => one.name === objectName)
    ?.rows(state, userId)
    .find((row) => sameId(row['Id'], id))?.['Id'];

/** A reference by another of the parent's fields: `{"Account": {"Ext__c": "7"}}` names it as `Account.Ext__c` does. */
const byExternalId = (write: Write, field: Field, value: unknown): Row[string] | undefined => {
  const [entry] = Object.entries(typeof value === 'object' && value !== null ? value : {}).filter(
    ([name]) => name !== 'attributes' && name !== 'type',
  );
  if (!entry || !field.parent) return undefined;
  const parent = objectsOf(write.state).find(({ name }) => name === field.parent?.object);
  const key = parent?.fields.find(({ name }) => same(name, entry[0]));
  return (
    key && parent?.rows(write.state, write.userId).find((row) => same(String(row[key.name]), String(entry[1])))?.['Id']
  );
};

const oneValue = (write: Write, field: Field, value: unknown): { value: Row[string] } | WriteProblem => {
  const fitting = fit(field, value);
  if (fitting === undefined) {
    const message = `Cannot deserialize instance of ${field.type} from ${JSON.stringify(value)}`;
    return problem(400, 'JSON_PARSER_ERROR', message);
  }
  const wrong = valueProblem(field, fitting);
  if (wrong) return wrong;
  const target = field.parent && typeof fitting === 'string' ? field.parent.object : undefined;
  const id = target && fullId(write, target, String(fitting));
  if (target && !id) return problem(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  return { value: id ?? fitting };
};

const notWritable = (name: string): WriteProblem =>
  problem(
    400,
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    `Unable to create/update fields: ${name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
    [name],
  );

/** Values by real field names and with 18-character ids, or what is wrong with them. */
export const clean = (
  write: Write,
  values: Record<string, unknown>,
  allowed: readonly string[],
): Row | WriteProblem => {
  const row: Row = {};
  for (const [given, value] of Object.entries(values)) {
    if (given === 'attributes') continue;
    const link = write.object.fields.find(({ parent }) => parent && same(parent.relationship, given));
    const field = write.object.fields.find((one) => same(one.name, given)) ?? link;
    if (!field) {
      return problem(400, 'INVALID_FIELD', `No such column '${given}' on sobject of type ${write.object.name}`);
    }
    if (!allowed.includes(field.name)) return notWritable(field.name);
    const isLink = field === link && typeof value === 'object' && value !== null;
    const found = isLink ? byExternalId(write, field, value) : value;
    if (isLink && found === undefined) {
      const message = `Foreign key external ID not found for field ${field.name} in entity ${field.parent?.object ?? ''}`;
      return problem(400, 'INVALID_FIELD', message);
    }
    const one = oneValue(write, field, found);
    if ('errorCode' in one) return one;
    row[field.name] = one.value;
  }
  return row;
};
