import type { Field } from '../soql/objectDefinition.ts';
import type { Row } from '../state/orgState.ts';

/** A value of a row as the REST API answers it. */
export const shownValue = ({ type }: Field, value: Row[string]): unknown =>
  type === 'complexvalue' && typeof value === 'string' ? JSON.parse(value) : value;
