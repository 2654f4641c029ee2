import { textOf, type XmlNode } from '../../state/components.ts';
import { crossReference, notEmulatedProblem, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Incoming, MetadataType } from '../metadataType.ts';
import { apexNaming, dropAccesses } from './apexReferences.ts';
import { BUSINESS_OBJECTS } from '../../soql/objects/business.ts';
import { notEmulatedIn } from '../../soql/objects/customFields.ts';
import { binOf } from '../../state/tables.ts';
import { isSettingField } from '../../soql/objects/customSettings.ts';

const NAME = /^[A-Za-z](?:_?[A-Za-z0-9])*__c$/;
const OBJECT_NAME = /^[A-Za-z](?:_?[A-Za-z0-9])*__(c|mdt|e)$/;

const nameProblems = (what: string, name: string, pattern = NAME): MetadataProblem[] =>
  pattern.test(name) && name.replace(/__\w+$/, '').length <= 40
    ? []
    : [problemOf('INVALID_FIELD', `Invalid ${what} name: ${name}`)];

const isStandard = (name: string): boolean => BUSINESS_OBJECTS.some((object) => object.name === name);

/** Settings by hierarchy, custom objects, custom metadata types, platform events, fields of standard objects; no others. */
const kindProblems = ({ fullName, xml, previous, isPart }: Incoming): MetadataProblem[] => {
  const settings = textOf(xml, 'customSettingsType');
  if (isStandard(fullName)) return [];
  if (isPart && !previous) return [crossReference('fullName', 'CustomObject', fullName)];
  if (settings === 'List') return [notEmulatedProblem(`the list custom setting ${fullName}`)];
  if (/__(x|b|kav)$/i.test(fullName) || !fullName.includes('__')) return [notEmulatedProblem(`the object ${fullName}`)];
  const label =
    textOf(xml, 'label') === undefined ? [problemOf('REQUIRED_FIELD_MISSING', 'Required field is missing: label')] : [];
  return [...nameProblems('object', fullName, OBJECT_NAME), ...(settings === undefined ? label : [])];
};

const MOST_TEXT = 255;

const absentIn = (field: XmlNode, isSetting: boolean): string | undefined =>
  isSetting
    ? isSettingField(field)
      ? undefined
      : `a custom setting's field of type ${textOf(field, 'type') ?? ''}`
    : notEmulatedIn(field);

const fieldProblems =
  (isSetting: boolean) =>
  (field: XmlNode): MetadataProblem[] => {
    const name = textOf(field, 'fullName') ?? '';
    const type = textOf(field, 'type');
    const length = Number(textOf(field, 'length') ?? '0');
    const missing = (what: string): MetadataProblem =>
      problemOf('REQUIRED_FIELD_MISSING', `Required field is missing: ${what} (${name})`);
    // A file may say of a standard field how the org uses it: nothing of that is kept.
    if (type === undefined) return isSetting || NAME.test(name) ? [missing('type')] : [];
    const absent = absentIn(field, isSetting);
    const isReference = type === 'Lookup' || type === 'MasterDetail' || type === 'MetadataRelationship';
    return [
      ...nameProblems('field', name),
      ...(absent === undefined ? [] : [notEmulatedProblem(absent)]),
      ...(type === 'Text' && (length < 1 || length > MOST_TEXT)
        ? [problemOf('FIELD_INTEGRITY_EXCEPTION', `${name}: length must be between 1 and ${MOST_TEXT}`)]
        : []),
      ...(textOf(field, 'label') === undefined ? [missing('label')] : []),
      ...(isReference && textOf(field, 'referenceTo') === undefined ? [missing('referenceTo')] : []),
    ];
  };

const repeated = ({ xml }: Incoming): MetadataProblem[] => {
  const names = (xml.children['fields'] ?? []).map((field) => textOf(field, 'fullName')?.toLowerCase() ?? '');
  return names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => problemOf('DUPLICATE_DEVELOPER_NAME', `duplicate value found: field ${name}`));
};

/** Hierarchy custom settings (platform-facts §9), custom objects of all kinds, and custom fields of standard ones. */
export const customObject: MetadataType = {
  name: 'CustomObject',
  directory: 'objects',
  suffix: 'object',
  idPrefix: '01I',
  needs: ['CustomizeApplication'],
  defaults: { visibility: 'Public' },
  parts: ['compactLayouts', 'fieldSets', 'fields', 'listViews', 'webLinks'],
  check: (incoming) => [
    ...kindProblems(incoming),
    ...(incoming.xml.children['fields'] ?? []).flatMap(
      fieldProblems(textOf(incoming.xml, 'customSettingsType') !== undefined),
    ),
    ...repeated(incoming),
  ],
  usedBy: apexNaming,
  dropped: (draft, stored) => {
    dropAccesses(draft, 'customSettingAccesses', 'name', stored);
    draft.records.delete(stored.fullName);
    draft.records.delete(binOf(stored.fullName));
  },
};
