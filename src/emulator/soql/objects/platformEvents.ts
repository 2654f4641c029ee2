import { componentsOf, textOf } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import { mayAccess } from '../../state/permissions.ts';
import { bareFields, type ObjectDefinition } from '../objectDefinition.ts';
import { customFields } from './customFields.ts';

/** The platform events that were deployed: they are published and heard, and kept nowhere. */
export const platformEvents = (state: OrgState): ObjectDefinition[] =>
  componentsOf(state, 'CustomObject')
    .filter(({ fullName }) => fullName.endsWith('__e'))
    .map((component) => {
      const own = customFields(component).map(({ field }) => field);
      const name = component.fullName;
      return {
        name,
        label: textOf(component.xml, 'label') ?? name,
        keyPrefix: `e${component.id.slice(13, 15)}`,
        apis: ['data', 'tooling'],
        fields: [
          ...bareFields('ReplayId', 'EventUuid', 'CreatedDate:datetime', 'CreatedById:reference>CreatedBy.User'),
          ...own,
        ],
        rows: () => [],
        visibleTo: (org, userId) => mayAccess(org, userId, name, 'read'),
        writes: {
          required: own.filter(({ custom }) => custom?.required).map((field) => field.name),
          create: true,
          update: [],
          createOnly: own.map((field) => field.name),
          delete: false,
          may: (org, userId, kind) => mayAccess(org, userId, name, kind),
        },
      };
    });
