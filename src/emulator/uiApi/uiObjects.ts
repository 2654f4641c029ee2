import type { ObjectDefinition } from '../soql/objectDefinition.ts';
import { BUSINESS_OBJECTS } from '../soql/objects/business.ts';
import { customSettings } from '../soql/objects/customSettings.ts';
import { findObject, objectsOf } from '../soql/objectTable.ts';
import type { OrgState } from '../state/orgState.ts';

/** Objects of this org that UI API supports besides custom ones; the setup objects are not among them on a real org. */
const SUPPORTED: ReadonlySet<string> = new Set(['User', ...BUSINESS_OBJECTS.map(({ name }) => name)]);

/** The objects that UI API shows a user; custom settings are never among them. */
export const uiObjects = (state: OrgState, userId: string): readonly ObjectDefinition[] => {
  const settings = new Set(customSettings(state).map(({ name }) => name));
  return objectsOf(state).filter(
    ({ name }) =>
      (SUPPORTED.has(name) || (name.endsWith('__c') && !settings.has(name))) &&
      findObject(state, userId, 'data', name) !== undefined,
  );
};
