import type { Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { decimalText } from '../values/decimal.ts';
import { dateText, isoText } from '../values/moment.ts';
import { encodeEntities } from '../../soap/entities.ts';
import { attributesOf, elementsOf, fieldValue, namespaceOf } from './stubInfo.ts';

const scalarText = (tx: Tx, value: Exclude<Value, null>): string => {
  if (typeof value !== 'object') return String(value);
  switch (value.is) {
    case 'id':
      return value.text;
    case 'double':
      return String(value.value);
    case 'decimal':
      return decimalText(value);
    case 'blob':
      return Buffer.from(value.bytes).toString('base64');
    case 'date':
      return dateText(value.day);
    case 'datetime':
      return isoText(value.ms);
    case 'enum':
      return value.name;
    default:
      throw apexError(tx, 'CalloutException', `Web service callout failed: Unable to write a value of ${value.is}`);
  }
};

/** Whether null is written at all. */
type Nullness = { optional: boolean; nillable: boolean };

/**
 * A value as an element of a SOAP body: an object by what its class's `…_info` fields say, a list as its items one after
 * the other. `inherited` is the namespace in force, which is not declared again.
 */
export const writeValue = (
  tx: Tx,
  name: string,
  namespace: string,
  inherited: string,
  value: Value,
  whenNull: Nullness,
): string => {
  const declared = namespace === inherited ? '' : ` xmlns="${encodeEntities(namespace)}"`;
  if (value === null) return whenNull.optional || !whenNull.nillable ? '' : `<${name}${declared} xsi:nil="true"/>`;
  if (typeof value === 'object' && value.is === 'list') {
    return value.items.map((item) => writeValue(tx, name, namespace, inherited, item, whenNull)).join('');
  }
  if (typeof value !== 'object' || value.is !== 'object') {
    return `<${name}${declared}>${encodeEntities(scalarText(tx, value))}</${name}>`;
  }
  const own = namespaceOf(value) ?? namespace;
  const attributes = attributesOf(value)
    .map((attribute) => ({ name: attribute.name, value: fieldValue(value, attribute.field) ?? null }))
    .map((each) => (each.value === null ? '' : ` ${each.name}="${encodeEntities(scalarText(tx, each.value))}"`))
    .join('');
  const inner = elementsOf(value)
    .map((each) => writeValue(tx, each.name, own, namespace, fieldValue(value, each.field) ?? null, each))
    .join('');
  return `<${name}${declared}${attributes}>${inner}</${name}>`;
};
