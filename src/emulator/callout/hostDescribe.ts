import type { ApexHost } from '../apex/host.ts';
import type { ObjectDescription } from '../apex/hostData.ts';
import { objectsOf } from '../soql/objectTable.ts';
import { mayAccess } from '../state/permissions.ts';
import type { OrgState } from '../state/orgState.ts';

/** What Schema's describes say of an object to a user: what the org can do with it, where the user has the access. */
export const hostDescribe =
  (state: OrgState): NonNullable<ApexHost['describe']> =>
  (name, userId): ObjectDescription | null => {
    const object = objectsOf(state).find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (!object) return null;
    const { writes } = object;
    const may = (kind: 'create' | 'edit' | 'delete'): boolean =>
      writes?.open?.(state) !== false && mayAccess(state, userId, object.name, kind);
    const queryable = object.visibleTo?.(state, userId) ?? true;
    const writable = [...(writes?.required ?? []), ...(writes?.update ?? [])];
    const createable = writes?.create === true && may('create');
    const updateable = (writes?.update.length ?? 0) > 0 && may('edit');
    return {
      label: object.label,
      keyPrefix: object.keyPrefix,
      queryable,
      createable,
      updateable,
      deletable: writes?.delete === true && may('delete'),
      customSetting: object.name.endsWith('__c') && object.writes?.undelete !== true,
      fields: object.fields.map((field) => ({
        name: field.name,
        label: field.custom?.label ?? field.name,
        type: field.type,
        accessible: queryable,
        createable: createable && writable.includes(field.name),
        updateable: updateable && writes?.update.includes(field.name) === true,
        filterable: true,
        sortable: true,
        nillable: !(field.type === 'id' || field.type === 'boolean' || writes?.required.includes(field.name) === true),
        referenceTo: field.parent ? [field.parent.object] : [],
        relationshipName: field.parent?.relationship ?? null,
        ...(field.custom?.length !== undefined && { length: field.custom.length }),
        unique: field.custom?.unique === true,
        externalId: field.custom?.externalId === true,
        nameField: field.name === 'Name',
        autoNumber: field.custom?.computed !== undefined,
      })),
    };
  };
