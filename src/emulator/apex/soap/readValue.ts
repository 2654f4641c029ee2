import { blankObject } from '../bind/creators.ts';
import { typed } from '../json/readJson.ts';
import type { ApexObject, ApexType, Later, Tx, Value } from '../model.ts';
import { inTurn, then } from '../run/later.ts';
import { apexError } from '../run/throwing.ts';
import { findField } from '../types/hierarchy.ts';
import { objectType } from '../types/platform.ts';
import type { XmlElement } from '../../soap/parseXml.ts';
import { elementsOf } from './stubInfo.ts';

const isNil = (element: XmlElement): boolean =>
  Object.entries(element.attributes).some(([name, value]) => /(^|:)nil$/.test(name) && /^(true|1)$/.test(value));

const newObject = (tx: Tx, type: ApexType): Later<ApexObject> => {
  const create = type.def.constructors.find(({ parameters }) => parameters.length === 0);
  const made = blankObject(type);
  return then(create?.invoke(tx, made, []) ?? null, () => made);
};

/** An object of a class that WSDL2Apex made, from the element that stands for it. */
export const readObject = (tx: Tx, element: XmlElement, type: ApexType): Later<ApexObject> =>
  then(newObject(tx, type), (made) =>
    then(
      inTurn(elementsOf(made), ({ field: fieldName, name }) => {
        const field = findField(type, fieldName)?.field;
        const found = element.elements.filter((child) => child.name === name);
        if (!field || found.length === 0) return null;
        return then(readField(tx, found, field.type), (value) => {
          made.fields.set(field, value);
          return null;
        });
      }),
      () => made,
    ),
  );

const readField = (tx: Tx, found: readonly XmlElement[], type: ApexType): Later<Value> => {
  if (type.def.name !== 'List') return found[0] ? readValue(tx, found[0], type) : null;
  const element = type.args[0] ?? objectType;
  return then(
    inTurn(found, (item) => readValue(tx, item, element)),
    (items): Value => ({ is: 'list', type, items }),
  );
};

const readValue = (tx: Tx, element: XmlElement, type: ApexType): Later<Value> => {
  if (isNil(element)) return null;
  if (!type.def.isNative) return readObject(tx, element, type);
  if (type.def === objectType.def) {
    throw apexError(tx, 'CalloutException', `Web service callout failed: Unable to read element ${element.name}`);
  }
  const text = element.text;
  return text.trim() === '' && type.name !== 'String'
    ? null
    : typed(tx, { kind: 'string', value: type.name === 'String' ? text : text.trim() }, type, false);
};
