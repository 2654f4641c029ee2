import { restDateTime } from '../../state/dateTime.ts';
import { EDITIONS } from '../../state/editions.ts';
import { fields, type ObjectDefinition } from '../objectDefinition.ts';

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
    },
  ],
  neverCreateable: true,
};
