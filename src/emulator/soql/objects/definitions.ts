import type { OrgState, Row } from '../../state/orgState.ts';
import { bareFields, type ObjectDefinition } from '../objectDefinition.ts';

type Objects = (state: OrgState) => readonly ObjectDefinition[];

/** One name for one thing: what a custom metadata record refers to is found by it (the platform's DurableId). */
const entityRow = ({ name, label, keyPrefix }: ObjectDefinition): Row => ({
  Id: name,
  DurableId: name,
  QualifiedApiName: name,
  DeveloperName: name.replace(/__\w+$/, ''),
  Label: label,
  MasterLabel: label,
  KeyPrefix: keyPrefix,
  NamespacePrefix: null,
});

/** The objects of the org, as rows. */
export const entityDefinition = (objects: Objects): ObjectDefinition => ({
  name: 'EntityDefinition',
  label: 'Entity Definition',
  keyPrefix: '4ie',
  apis: ['data', 'tooling'],
  fields: bareFields(
    'DurableId',
    'QualifiedApiName',
    'DeveloperName',
    'Label',
    'MasterLabel',
    'KeyPrefix',
    'NamespacePrefix',
  ),
  rows: (state) => objects(state).map(entityRow),
});

/** Their fields, as rows. */
export const fieldDefinition = (objects: Objects): ObjectDefinition => ({
  name: 'FieldDefinition',
  label: 'Field Definition',
  keyPrefix: '4fe',
  apis: ['data', 'tooling'],
  fields: bareFields(
    'DurableId',
    'QualifiedApiName',
    'DeveloperName',
    'Label',
    'MasterLabel',
    'NamespacePrefix',
    'EntityDefinitionId:reference>EntityDefinition.EntityDefinition.Fields',
  ),
  rows: (state) =>
    objects(state).flatMap((object) =>
      object.fields.map((field) => ({
        Id: `${object.name}.${field.name}`,
        DurableId: `${object.name}.${field.name}`,
        QualifiedApiName: field.name,
        DeveloperName: field.name.replace(/__c$/, ''),
        Label: field.custom?.label ?? field.name,
        MasterLabel: field.custom?.label ?? field.name,
        NamespacePrefix: null,
        EntityDefinitionId: object.name,
      })),
    ),
});
