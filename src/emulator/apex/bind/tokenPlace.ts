import { describedObject } from '../lib/describe.ts';
import type { ApexType, Frame, Value } from '../model.ts';
import { findField } from '../types/hierarchy.ts';
import { platformType, typeOf } from '../types/platform.ts';
import { fieldToken, objectToken } from '../values/tokens.ts';
import type { Place, Scope } from './scope.ts';

const constant = (type: string, get: (frame: Frame) => Value): Place => ({
  type: platformType(type),
  readOnly: 'A token cannot be assigned',
  prepare: () => [],
  get,
  set: () => undefined,
});

/**
 * What stands behind the name of an object: `Account.SObjectType`, `Account.Name`; and behind SObjectType the describe of
 * an object: `SObjectType.Account`. Null for anything else.
 */
export const tokenPlace = (type: ApexType, name: string, scope: Scope): Place | null => {
  if (type.def === platformType('Schema.SObjectType').def) {
    const def = scope.unit.findDef([name], null);
    if (def?.kind !== 'sobject') return null;
    return constant('Schema.DescribeSObjectResult', ({ tx }) => describedObject(tx, typeOf(def)));
  }
  if (type.def.kind !== 'sobject') return null;
  if (name.toLowerCase() === 'sobjecttype') return constant('Schema.SObjectType', () => objectToken(type));
  const field = findField(type, name)?.field;
  if (!field || field.isStatic || field.type.def.kind === 'sobject' || field.type.def.name === 'List') return null;
  return constant('Schema.SObjectField', () => fieldToken(field));
};
