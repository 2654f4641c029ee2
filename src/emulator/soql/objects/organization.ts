import { restDateTime } from '../../state/dateTime.ts';
import { EDITIONS } from '../../state/editions.ts';
import { fields, type ObjectDefinition } from '../objectDefinition.ts';
import { addressFields } from './addressFields.ts';

/** Where the org's company is and whom it names: nothing of that is known of this org. */
const COMPANY = [
  'Division',
  ...addressFields(),
  'Address:address',
  'Phone:phone',
  'Fax:phone',
  'PrimaryContact',
  'ComplianceBccEmail:email',
  'SignupCountryIsoCode',
  'WebToCaseDefaultOrigin',
];

/** What is switched off here. */
const PREFERENCES = [
  'ReceivesInfoEmails',
  'ReceivesAdminInfoEmails',
  'PreferencesRequireOpportunityProducts',
  'PreferencesTransactionSecurityPolicy',
  'PreferencesTerminateOldestSession',
  'PreferencesConsentManagementEnabled',
  'PreferencesAutoSelectIndividualOnMerge',
  'PreferencesLightningLoginEnabled',
  'PreferencesOnlyLLPermUserAllowed',
  'UsesStartDateAsFiscalYearName',
];

/** Org-wide defaults as a new org has them; there is no sharing here that would narrow them. */
const ACCESS: Readonly<Record<string, string>> = {
  DefaultAccountAccess: 'Edit',
  DefaultContactAccess: 'ControlledByParent',
  DefaultOpportunityAccess: 'Edit',
  DefaultLeadAccess: 'ReadEditTransfer',
  DefaultCaseAccess: 'ReadEditTransfer',
  DefaultCalendarAccess: 'HideDetailsInsert',
  DefaultPricebookAccess: 'ReadSelect',
  DefaultCampaignAccess: 'All',
};

const NUMBERS = ['NumKnowledgeService', 'MonthlyPageViewsUsed', 'MonthlyPageViewsEntitlement'];

/** One row, made from what the org is. */
export const organization: ObjectDefinition = {
  name: 'Organization',
  label: 'Organization',
  keyPrefix: '00D',
  apis: ['data', 'tooling'],
  fields: fields(
    'Name',
    'OrganizationType:picklist',
    'IsSandbox:boolean',
    'InstanceName',
    'NamespacePrefix',
    'TrialExpirationDate:datetime',
    'LanguageLocaleKey:picklist',
    'IsReadOnly:boolean',
    'FiscalYearStartMonth:int',
    'TimeZoneSidKey:picklist',
    'DefaultLocaleSidKey:picklist',
    'UiSkin:picklist',
    ...COMPANY,
    ...PREFERENCES.map((name) => `${name}:boolean`),
    ...Object.keys(ACCESS).map((name) => `${name}:picklist`),
    ...NUMBERS.map((name) => `${name}:int`),
    'CreatedById:reference>CreatedBy.User',
    'LastModifiedById:reference>LastModifiedBy.User',
  ),
  rows: ({ org }) => [
    {
      Id: org.id,
      Name: org.name,
      OrganizationType: EDITIONS[org.edition].organizationType,
      IsSandbox: EDITIONS[org.edition].isSandbox,
      InstanceName: 'EMU1',
      NamespacePrefix: org.namespacePrefix,
      TrialExpirationDate: org.expiresAt === null ? null : restDateTime(org.expiresAt),
      LanguageLocaleKey: 'en_US',
      IsReadOnly: false,
      FiscalYearStartMonth: 1,
      TimeZoneSidKey: 'GMT',
      DefaultLocaleSidKey: 'en_US',
      UiSkin: 'Theme3',
      ...Object.fromEntries(PREFERENCES.map((name) => [name, false])),
      ...ACCESS,
      ...Object.fromEntries(NUMBERS.map((name) => [name, 0])),
    },
  ],
  neverCreateable: true,
};
