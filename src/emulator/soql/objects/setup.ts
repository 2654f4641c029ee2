import { textOf } from '../../state/components.ts';
import { triggeredObject } from '../../state/triggers.ts';
import { componentObject } from './componentObject.ts';

export const externalClientApplication = componentObject({
  name: 'ExternalClientApplication',
  label: 'External Client Application',
  keyPrefix: '0xI',
  // platform-facts §2.5: Tooling does not know it.
  apis: ['data'],
  neverCreateable: true,
  fields: ['DeveloperName', 'MasterLabel', 'ContactEmail:email', 'Description', 'DistributionState:picklist'],
  row: ({ fullName, xml }) => ({
    DeveloperName: fullName,
    MasterLabel: textOf(xml, 'label') ?? null,
    ContactEmail: textOf(xml, 'contactEmail') ?? null,
    Description: textOf(xml, 'description') ?? null,
    DistributionState: textOf(xml, 'distributionState') ?? null,
  }),
});

export const namedCredential = componentObject({
  name: 'NamedCredential',
  label: 'Named Credential',
  keyPrefix: '0XA',
  apis: ['data', 'tooling'],
  fields: ['DeveloperName', 'MasterLabel', 'CalloutStatus:picklist'],
  row: ({ fullName, xml }) => ({
    DeveloperName: fullName,
    MasterLabel: textOf(xml, 'label') ?? null,
    CalloutStatus: textOf(xml, 'calloutStatus') ?? 'Enabled',
  }),
});

export const externalCredential = componentObject({
  name: 'ExternalCredential',
  label: 'External Credential',
  keyPrefix: '0pU',
  // platform-facts §4.4: Tooling only.
  apis: ['tooling'],
  fields: ['DeveloperName', 'MasterLabel', 'AuthenticationProtocol:picklist'],
  row: ({ fullName, xml }) => ({
    DeveloperName: fullName,
    MasterLabel: textOf(xml, 'label') ?? null,
    AuthenticationProtocol: textOf(xml, 'authenticationProtocol') ?? null,
  }),
});

export const apexClass = componentObject({
  name: 'ApexClass',
  label: 'Apex Class',
  keyPrefix: '01p',
  apis: ['data', 'tooling'],
  fields: [
    'Name',
    'ApiVersion:int',
    'Status:picklist',
    'IsValid:boolean',
    'Body:textarea',
    'LengthWithoutComments:int',
  ],
  row: ({ fullName, xml, body, apiVersion }) => ({
    Name: fullName,
    ApiVersion: Number(apiVersion),
    Status: textOf(xml, 'status') ?? 'Active',
    IsValid: true,
    Body: body ?? null,
    LengthWithoutComments: (body ?? '').length,
  }),
});

export const apexTrigger = componentObject({
  name: 'ApexTrigger',
  label: 'Apex Trigger',
  keyPrefix: '01q',
  apis: ['data', 'tooling'],
  fields: ['Name', 'TableEnumOrId', 'ApiVersion:int', 'Status:picklist', 'IsValid:boolean', 'Body:textarea'],
  row: ({ fullName, xml, body, apiVersion }) => ({
    Name: fullName,
    TableEnumOrId: triggeredObject(body ?? ''),
    ApiVersion: Number(apiVersion),
    Status: textOf(xml, 'status') ?? 'Active',
    IsValid: true,
    Body: body ?? null,
  }),
});

export const authProvider = componentObject({
  name: 'AuthProvider',
  label: 'Auth. Provider',
  keyPrefix: '0SO',
  apis: ['data', 'tooling'],
  fields: ['DeveloperName', 'FriendlyName', 'ProviderType:picklist', 'ConsumerKey', 'AuthorizeUrl', 'TokenUrl'],
  row: ({ fullName, xml }) => ({
    DeveloperName: fullName,
    FriendlyName: textOf(xml, 'friendlyName') ?? null,
    ProviderType: textOf(xml, 'providerType') ?? null,
    ConsumerKey: textOf(xml, 'consumerKey') ?? null,
    AuthorizeUrl: textOf(xml, 'authorizeUrl') ?? null,
    TokenUrl: textOf(xml, 'tokenUrl') ?? null,
  }),
});

export const apexPage = componentObject({
  name: 'ApexPage',
  label: 'Visualforce Page',
  keyPrefix: '066',
  apis: ['data', 'tooling'],
  fields: ['Name', 'MasterLabel', 'ApiVersion:int', 'Markup:textarea'],
  row: ({ fullName, xml, body, apiVersion }) => ({
    Name: fullName,
    MasterLabel: textOf(xml, 'label') ?? null,
    ApiVersion: Number(apiVersion),
    Markup: body ?? null,
  }),
});

export const platformCachePartition = componentObject({
  name: 'PlatformCachePartition',
  label: 'Platform Cache Partition',
  keyPrefix: '0Er',
  apis: ['data', 'tooling'],
  fields: ['DeveloperName', 'MasterLabel', 'IsDefaultPartition:boolean', 'Description'],
  row: ({ fullName, xml }) => ({
    DeveloperName: fullName,
    MasterLabel: textOf(xml, 'masterLabel') ?? null,
    IsDefaultPartition: textOf(xml, 'isDefaultPartition') === 'true',
    Description: textOf(xml, 'description') ?? null,
  }),
});
