import { componentOf, componentsOf, textOf, type StoredComponent } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import { businessObject } from '../businessObject.ts';
import type { Field, ObjectDefinition } from '../objectDefinition.ts';
import { customField, customFields } from './customFields.ts';

/** An object with the fields that a component adds to it. */
const withFields = (object: ObjectDefinition, component: StoredComponent): ObjectDefinition => {
  const added = customFields(component);
  const { writes } = object;
  const writable = added.filter(({ field }) => !field.custom?.computed).map(({ field }) => field.name);
  return {
    ...object,
    fields: [...object.fields, ...added.map(({ field }) => field)],
    ...(writes && {
      writes: {
        ...writes,
        update: [...writes.update, ...writable],
        required: [
          ...writes.required,
          ...added.filter(({ field }) => field.custom?.required).map(({ field }) => field.name),
        ],
        defaults: (state, userId) => ({
          ...writes.defaults?.(state, userId),
          ...Object.fromEntries(added.map(({ field, initial }) => [field.name, initial])),
        }),
      },
    }),
  };
};

const nameField = ({ xml }: StoredComponent): Field => {
  const node = xml.children['nameField']?.[0];
  return node ? customField(node, 'Name') : { name: 'Name', type: 'string' };
};

const toObject = (component: StoredComponent): ObjectDefinition =>
  withFields(
    businessObject({
      name: component.fullName,
      label: textOf(component.xml, 'label') ?? component.fullName,
      plural: textOf(component.xml, 'pluralLabel') ?? component.fullName,
      // A prefix of its own for each object of the org, from the number in its id.
      keyPrefix: `a${component.id.slice(13, 15)}`,
      fields: [nameField(component)],
      required: [],
      ...(customFields(component).some(({ field }) => field.parent?.cascade) && { ownerless: true }),
    }),
    component,
  );

const isCustomObject = ({ fullName, xml }: StoredComponent): boolean =>
  /__c$/i.test(fullName) && textOf(xml, 'customSettingsType') === undefined;

/** The custom objects that were deployed. */
export const customObjects = (state: OrgState): ObjectDefinition[] =>
  componentsOf(state, 'CustomObject').filter(isCustomObject).map(toObject);

/** A standard object, with the custom fields that were deployed for it. */
export const extended = (state: OrgState, object: ObjectDefinition): ObjectDefinition => {
  const component = componentOf(state, 'CustomObject', object.name);
  return component ? withFields(object, component) : object;
};
