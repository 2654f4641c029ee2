import { elements } from '../schema/elementRule.ts';

const FIELD_TYPES = (
  'AutoNumber Lookup MasterDetail Checkbox Currency Date DateTime Email Number Percent Phone Picklist ' +
  'MultiselectPicklist Text TextArea LongTextArea Html Url EncryptedText Summary Hierarchy File ' +
  'MetadataRelationship Location ExternalLookup IndirectLookup CustomDataType Time Address Array Integer Long'
).split(' ');

const CUSTOM_FIELD = elements(
  `
  businessOwnerGroup      string
  businessOwnerUser       string
  businessStatus          string
  caseSensitive           boolean
  complianceGroup         string
  defaultValue            string
  deleteConstraint        DeleteConstraint
  deprecated              boolean
  description             string
  displayFormat           string
  displayLocationInDecimal boolean
  encryptionScheme        string
  externalId              boolean
  fieldManageability      string
  formula                 string
  formulaTreatBlanksAs    string
  fullName                string
  inlineHelpText          string
  isFilteringDisabled     boolean
  isNameField             boolean
  isSortingDisabled       boolean
  label                   string
  length                  int
  maskChar                string
  maskType                string
  metadataRelationshipControllingField string
  precision               int
  referenceTo             string
  relationshipLabel       string
  relationshipName        string
  relationshipOrder       int
  reparentableMasterDetail boolean
  required                boolean
  scale                   int
  securityClassification  string
  startingNumber          int
  stripMarkup             boolean
  trackFeedHistory        boolean
  trackHistory            boolean
  trackTrending           boolean
  type                    FieldType
  unique                  boolean
  valueSet                ValueSet
  visibleLines            int
  writeRequiresMasterRead boolean
  `,
  {
    FieldType: FIELD_TYPES,
    DeleteConstraint: ['Cascade', 'Restrict', 'SetNull'],
    ValueSet: elements(
      `
      controllingField   string
      restricted         boolean
      valueSetDefinition ValueSetDefinition
      valueSetName       string
      `,
      {
        ValueSetDefinition: elements('sorted boolean\nvalue* CustomValue', {
          CustomValue: elements(
            'fullName string\ncolor string\ndefault boolean\ndescription string\nisActive boolean\nlabel string',
          ),
        }),
      },
    ),
  },
);

const SEARCH_LAYOUTS = elements(
  [
    'customTabListAdditionalFields',
    'excludedStandardButtons',
    'listViewButtons',
    'lookupDialogsAdditionalFields',
    'lookupFilterFields',
    'lookupPhoneDialogsAdditionalFields',
    'massQuickActions',
    'searchFilterFields',
    'searchResultsAdditionalFields',
    'searchResultsCustomButtons',
  ]
    .map((name) => `${name}* string`)
    .join('\n'),
);

/** What a CustomObject's file may hold here: its fields, and how pages show it, which nothing of this org reads. */
export const CUSTOM_OBJECT_ELEMENTS = elements(
  `
  actionOverrides*          ActionOverride
  allowInChatterGroups      boolean
  compactLayoutAssignment   string
  compactLayouts*           CompactLayout
  customSettingsType        CustomSettingsType
  deploymentStatus          DeploymentStatus
  deprecated                boolean
  description               string
  enableActivities          boolean
  enableBulkApi             boolean
  enableEnhancedLookup      boolean
  enableFeeds               boolean
  enableHistory             boolean
  enableLicensing           boolean
  enableReports             boolean
  enableSearch              boolean
  enableSharing             boolean
  enableStreamingApi        boolean
  eventType                 PlatformEventType
  externalSharingModel      string
  fields*                   CustomField
  label                     string
  listViews*                ListView
  nameField                 CustomField
  pluralLabel               string
  publishBehavior           PlatformEventPublishBehavior
  recordTypeTrackFeedHistory boolean
  recordTypeTrackHistory    boolean
  searchLayouts             SearchLayouts
  sharingModel              string
  startsWith                string
  visibility                SetupObjectVisibility
  `,
  {
    CustomSettingsType: ['List', 'Hierarchy'],
    PlatformEventType: ['HighVolume', 'StandardVolume'],
    PlatformEventPublishBehavior: ['PublishAfterCommit', 'PublishImmediately'],
    DeploymentStatus: ['InDevelopment', 'Deployed'],
    SetupObjectVisibility: ['Protected', 'Public', 'PackageProtected'],
    CustomField: CUSTOM_FIELD,
    SearchLayouts: SEARCH_LAYOUTS,
    ActionOverride: elements(
      'actionName string\ncomment string\ncontent string\nformFactor string\nskipRecordTypeSelect boolean\ntype string',
    ),
    CompactLayout: elements('fullName string\nfields* string\nlabel string'),
    ListView: elements(
      'fullName string\nbooleanFilter string\ncolumns* string\nfilterScope string\nfilters* Filter\nlabel string\nlanguage string',
      { Filter: elements('field string\noperation string\nvalue string') },
    ),
  },
);
