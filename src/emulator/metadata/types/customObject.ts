import { textOf, type XmlNode } from '../../state/components.ts';
import { notEmulatedProblem, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Incoming, MetadataType } from '../metadataType.ts';
import { elements } from '../schema/elementRule.ts';
import { isSettingField } from '../../soql/objects/customSettings.ts';

const NAME = /^[A-Za-z](?:_?[A-Za-z0-9])*__c$/;

const nameProblems = (what: string, name: string): MetadataProblem[] =>
  NAME.test(name) && name.length <= 43 ? [] : [problemOf('INVALID_FIELD', `Invalid ${what} name: ${name}`)];

const kindProblems = ({ fullName, xml }: Incoming): MetadataProblem[] =>
  textOf(xml, 'customSettingsType') === 'Hierarchy'
    ? []
    : [notEmulatedProblem(`the custom object ${fullName}, which is no hierarchy custom setting,`)];

const MOST_TEXT = 255;

const fieldProblems = (field: XmlNode): MetadataProblem[] => {
  const name = textOf(field, 'fullName') ?? '';
  const type = textOf(field, 'type') ?? '';
  const length = Number(textOf(field, 'length') ?? '0');
  const isText = type === 'Text';
  return [
    ...nameProblems('field', name),
    ...(isSettingField(field) ? [] : [notEmulatedProblem(`a custom setting's field of type ${type}`)]),
    ...(isText && (length < 1 || length > MOST_TEXT)
      ? [problemOf('FIELD_INTEGRITY_EXCEPTION', `${name}: length must be between 1 and ${MOST_TEXT}`)]
      : []),
    ...(textOf(field, 'label') === undefined
      ? [problemOf('REQUIRED_FIELD_MISSING', `Required field is missing: label (${name})`)]
      : []),
  ];
};

const repeated = ({ xml }: Incoming): MetadataProblem[] => {
  const names = (xml.children['fields'] ?? []).map((field) => textOf(field, 'fullName')?.toLowerCase() ?? '');
  return names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => problemOf('DUPLICATE_DEVELOPER_NAME', `duplicate value found: field ${name}`));
};

/** Of custom objects only hierarchy custom settings (platform-facts §9): a table with one record an owner. */
export const customObject: MetadataType = {
  name: 'CustomObject',
  directory: 'objects',
  suffix: 'object',
  idPrefix: '01I',
  needs: ['CustomizeApplication'],
  elements: elements(
    `
    customSettingsType   CustomSettingsType
    deploymentStatus     DeploymentStatus
    deprecated           boolean
    description          string
    enableActivities     boolean
    enableBulkApi        boolean
    enableEnhancedLookup boolean
    enableFeeds          boolean
    enableHistory        boolean
    enableLicensing      boolean
    enableReports        boolean
    enableSearch         boolean
    enableSharing        boolean
    enableStreamingApi   boolean
    fields*              CustomField
    label                string
    pluralLabel          string
    visibility           SetupObjectVisibility
    `,
    {
      CustomSettingsType: ['List', 'Hierarchy'],
      DeploymentStatus: ['InDevelopment', 'Deployed'],
      SetupObjectVisibility: ['Protected', 'Public', 'PackageProtected'],
      CustomField: elements(
        `
        defaultValue            string
        description             string
        externalId              boolean
        fullName!               string
        inlineHelpText          string
        label                   string
        length                  int
        precision               int
        required                boolean
        scale                   int
        securityClassification  string
        trackTrending           boolean
        type!                   FieldType
        unique                  boolean
        visibleLines            int
        `,
        {
          FieldType: (
            'AutoNumber Lookup MasterDetail Checkbox Currency Date DateTime Email Number Percent Phone Picklist ' +
            'MultiselectPicklist Text TextArea LongTextArea Html Url EncryptedText Summary Hierarchy File ' +
            'MetadataRelationship Location ExternalLookup IndirectLookup CustomDataType Time Address Array Integer Long'
          ).split(' '),
        },
      ),
    },
  ),
  defaults: { visibility: 'Public' },
  check: (incoming) => [
    ...nameProblems('object', incoming.fullName),
    ...kindProblems(incoming),
    ...(incoming.xml.children['fields'] ?? []).flatMap(fieldProblems),
    ...repeated(incoming),
  ],
  dropped: (draft, stored) => {
    draft.records.delete(stored.fullName);
  },
};
