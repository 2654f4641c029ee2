import { json, notEmulated, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import type { Field, ObjectDefinition } from '../soql/objectDefinition.ts';
import { isAbsentObject, objectsOf } from '../soql/objectTable.ts';
import { uiObjects } from './uiObjects.ts';

/** UI API's names of the field types. */
const DATA_TYPES: Readonly<Partial<Record<Field['type'], string>>> = { id: 'Reference', textarea: 'TextArea' };

const dataType = ({ type }: Field): string => DATA_TYPES[type] ?? type.charAt(0).toUpperCase() + type.slice(1);

const isCustom = (name: string): boolean => name.endsWith('__c');

const fieldInfo = ({ writes }: ObjectDefinition, field: Field): Record<string, unknown> => ({
  apiName: field.name,
  createable: writes?.create === true && [...writes.required, ...writes.update].includes(field.name),
  custom: isCustom(field.name),
  dataType: dataType(field),
  filterable: true,
  label: field.name,
  nameField: field.name === 'Name',
  reference: field.parent !== undefined,
  referenceToInfos: field.parent ? [{ apiName: field.parent.object, nameFields: ['Name'] }] : [],
  relationshipName: field.parent?.relationship ?? null,
  required: writes?.required.includes(field.name) ?? false,
  sortable: true,
  updateable: writes?.update.includes(field.name) ?? false,
});

const plural = (label: string): string => (label.endsWith('s') ? label : `${label}s`);

const summary = (object: ObjectDefinition): Record<string, unknown> => ({
  apiName: object.name,
  keyPrefix: object.keyPrefix,
  label: object.label,
  labelPlural: plural(object.label),
  nameFields: object.fields.filter(({ name }) => name === 'Name').map(({ name }) => name),
});

/** An Object Info, less what this org has nothing of: record types, layouts, themes, child relationships. */
const objectInfo = (object: ObjectDefinition): Record<string, unknown> => ({
  ...summary(object),
  childRelationships: [],
  createable: object.writes?.create ?? false,
  custom: isCustom(object.name),
  defaultRecordTypeId: null,
  deletable: object.writes?.delete ?? false,
  dependentFields: {},
  feedEnabled: false,
  fields: Object.fromEntries(object.fields.map((field) => [field.name, fieldInfo(object, field)])),
  queryable: true,
  recordTypeInfos: {},
  updateable: (object.writes?.update.length ?? 0) > 0,
});

const directory = ({ state, session, url }: Call): Response => {
  const base = url.pathname.replace(/^\/+/, '/').replace(/\/$/, '');
  const entry = (object: ObjectDefinition): [string, unknown] => [
    object.name,
    { ...summary(object), objectInfoUrl: `${base}/${object.name}` },
  ];
  return json({ objects: Object.fromEntries(uiObjects(state, session?.userId ?? '').map(entry)) });
};

const one = ({ state, session, params }: Call): Response => {
  const wanted = (params['object'] ?? '').toLowerCase();
  const isIt = ({ name }: ObjectDefinition): boolean => name.toLowerCase() === wanted;
  const found = uiObjects(state, session?.userId ?? '').find(isIt);
  if (found) return json(objectInfo(found));
  if (isAbsentObject(wanted)) return notEmulated(`${wanted} is an object that this org does not emulate.`);
  // To who may not see an object it is not there.
  const name = objectsOf(state).find(isIt)?.name ?? params['object'];
  return restError(400, 'INVALID_TYPE', `Object ${name} is not supported in UI API`);
};

export const objectInfoRoutes: readonly Route[] = [
  { method: 'GET', pattern: /^\/services\/data\/v[\d.]+\/ui-api\/object-info\/?$/, access: 'rest', handle: directory },
  {
    method: 'GET',
    pattern: /^\/services\/data\/v[\d.]+\/ui-api\/object-info\/(?<object>\w+)\/?$/,
    access: 'rest',
    handle: one,
  },
];
