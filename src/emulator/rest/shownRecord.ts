import type { ObjectDefinition } from '../soql/objectDefinition.ts';
import type { Row } from '../state/orgState.ts';
import { shownValue } from './shownValue.ts';

/** A record as REST shows it by its id: attributes, Id, and the fields that are wanted. `base` is `/services/data/vNN.0`. */
export const shownRecord = (
  object: ObjectDefinition,
  row: Row,
  base: string,
  isWanted: (field: string) => boolean,
): Record<string, unknown> => ({
  attributes: { type: object.name, url: `${base}/sobjects/${object.name}/${String(row['Id'])}` },
  ...Object.fromEntries(
    object.fields
      .filter(({ name }) => name === 'Id' || isWanted(name))
      .map((field) => [field.name, shownValue(field, row[field.name] ?? null)]),
  ),
});
