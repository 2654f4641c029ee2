import type { ApexHost, ObjectDescription } from '../apex/host.ts';
import { objectsOf } from '../soql/objectTable.ts';
import { objectAccess } from '../state/permissions.ts';
import type { OrgState } from '../state/orgState.ts';

/** What Schema's describes say of an object to a user: what the org can do with it, where the user has the access. */
export const hostDescribe =
  (state: OrgState): NonNullable<ApexHost['describe']> =>
  (name, userId): ObjectDescription | null => {
    const object = objectsOf(state).find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (!object) return null;
    const { writes } = object;
    const granted = objectAccess(state, userId, object.name);
    const queryable = object.visibleTo?.(state, userId) ?? true;
    const writable = [...(writes?.required ?? []), ...(writes?.update ?? [])];
    const createable = writes?.create === true && granted.create;
    const updateable = (writes?.update.length ?? 0) > 0 && granted.edit;
    return {
      label: object.label,
      keyPrefix: object.keyPrefix,
      queryable,
      createable,
      updateable,
      deletable: writes?.delete === true && granted.delete,
      customSetting: object.name.endsWith('__c'),
      fields: object.fields.map((field) => ({
        name: field.name,
        label: field.name,
        type: field.type,
        accessible: queryable,
        createable: createable && writable.includes(field.name),
        updateable: updateable && writes?.update.includes(field.name) === true,
        filterable: true,
        sortable: true,
        nillable: !(field.type === 'id' || field.type === 'boolean' || writes?.required.includes(field.name) === true),
        referenceTo: field.parent ? [field.parent.object] : [],
        relationshipName: field.parent?.relationship ?? null,
      })),
    };
  };
