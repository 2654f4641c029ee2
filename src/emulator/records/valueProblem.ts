import type { Field } from '../soql/objectDefinition.ts';
import type { Row } from '../state/orgState.ts';
import { problem, same, type WriteProblem } from './write.ts';

/** Most characters that a field holds where it does not say so itself. */
const LENGTHS: Readonly<Partial<Record<Field['type'], number>>> = { email: 80, phone: 40, textarea: 32_000 };
const MOST = 255;

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s.]+$/;

const unlisted = ({ type, custom }: Field, value: string): string | undefined =>
  custom?.values &&
  (type === 'multipicklist' ? value.split(';') : [value]).find(
    (one) => !custom.values?.some((listed) => same(listed, one)),
  );

/** What is wrong with a value of the right kind: too long, no email address, not in the list. */
export const valueProblem = (field: Field, value: Row[string]): WriteProblem | undefined => {
  if (typeof value !== 'string') return undefined;
  const most = field.custom?.length ?? LENGTHS[field.type] ?? MOST;
  if (value.length > most) {
    const message = `${field.name}: data value too large: ${value} (max length=${most})`;
    return problem(400, 'STRING_TOO_LONG', message, [field.name]);
  }
  if (field.type === 'email' && !EMAIL.test(value)) {
    return problem(400, 'INVALID_EMAIL_ADDRESS', `${field.name}: invalid email address: ${value}`, [field.name]);
  }
  const wrong = unlisted(field, value);
  return wrong === undefined
    ? undefined
    : problem(
        400,
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        `${field.custom?.label ?? field.name}: bad value for restricted picklist field: ${wrong}`,
        [field.name],
      );
};
