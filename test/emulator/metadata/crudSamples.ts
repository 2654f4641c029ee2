/** A component as a CRUD call brings it: the elements inside `<metadata>`, the full name aside. */
export type CrudSample = {
  /** As a call names it (`xsi:type`). */
  type: string;
  fullName: string;
  elements: string;
  /** What an update changes: element and its new value. */
  change: readonly [element: string, value: string];
  /** Components that must be there first, by full name. */
  needs?: readonly string[];
  /** Its other name; of Apex none, whose source has the name; settings have theirs for ever. */
  other?: string;
};

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const content = (text: string): string => `<content>${base64(text)}</content>`;

const APP = '<externalClientApplication>Loop</externalClientApplication>';

const parameter = (element: string, inner: string): string => `<${element}>${inner}</${element}>`;

/** One of each type of the emulated org, what others need first; of settings, which are there, one of each member. */
export const CRUD_SAMPLES: readonly CrudSample[] = [
  {
    type: 'RemoteSiteSetting',
    fullName: 'Site',
    elements:
      '<disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive><url>https://a.example</url>',
    change: ['url', 'https://b.example'],
    other: 'Site2',
  },
  {
    type: 'PlatformCachePartition',
    fullName: 'Fast',
    elements: '<isDefaultPartition>false</isDefaultPartition><masterLabel>Fast</masterLabel>',
    change: ['masterLabel', 'Faster'],
    other: 'Fast2',
  },
  {
    type: 'ExternalClientAppSettings',
    fullName: 'ExternalClientApp',
    elements: '<enableClientSecretInRestApiAccess>true</enableClientSecretInRestApiAccess>',
    change: ['enableClientSecretInRestApiAccess', 'false'],
  },
  {
    type: 'OauthOidcSettings',
    fullName: 'OauthOidc',
    elements: '<blockOAuthUnPwFlow>false</blockOAuthUnPwFlow>',
    change: ['blockOAuthUnPwFlow', 'true'],
  },
  {
    type: 'Certificate',
    fullName: 'Cert',
    elements: '<caSigned>false</caSigned><content/><masterLabel>Cert</masterLabel>',
    change: ['masterLabel', 'Renewed'],
    other: 'Cert2',
  },
  {
    type: 'CustomObject',
    fullName: 'Kind__mdt',
    elements:
      '<fields><fullName>Note__c</fullName><label>Note</label><length>20</length><type>Text</type></fields>' +
      '<label>Kind</label><pluralLabel>Kinds</pluralLabel>',
    change: ['pluralLabel', 'Sorts'],
    other: 'Kind2__mdt',
  },
  {
    type: 'CustomMetadata',
    fullName: 'Kind.One',
    elements: '<label>One</label><values><field>Note__c</field><value xsi:type="xsd:string">x</value></values>',
    change: ['label', 'First'],
    needs: ['Kind__mdt'],
    other: 'Kind.Two',
  },
  {
    type: 'ApexClass',
    fullName: 'Made',
    elements: `<apiVersion>66.0</apiVersion>${content('public with sharing class Made {}')}<status>Active</status>`,
    change: ['apiVersion', '65.0'],
  },
  {
    type: 'ApexTrigger',
    fullName: 'OnAccount',
    elements: `<apiVersion>66.0</apiVersion>${content('trigger OnAccount on Account (before insert) {}')}<status>Active</status>`,
    change: ['apiVersion', '65.0'],
  },
  {
    type: 'ApexPage',
    fullName: 'Face',
    elements: `<apiVersion>66.0</apiVersion>${content('<apex:page>hello</apex:page>')}<label>Face</label>`,
    change: ['label', 'Mask'],
    other: 'Face2',
  },
  {
    type: 'AuthProvider',
    fullName: 'Provider',
    elements: '<friendlyName>Provider</friendlyName><providerType>Salesforce</providerType>',
    change: ['friendlyName', 'Provided'],
    other: 'Provider2',
  },
  {
    type: 'ExternalAuthIdentityProvider',
    fullName: 'Idp',
    elements:
      '<authenticationFlow>ClientCredentials</authenticationFlow><authenticationProtocol>OAuth</authenticationProtocol>' +
      parameter(
        'externalAuthIdentityProviderParameters',
        '<parameterName>TokenUrl</parameterName><parameterType>TokenUrl</parameterType>' +
          '<parameterValue>https://a.example/token</parameterValue>',
      ) +
      '<label>Idp</label>',
    change: ['label', 'Provider'],
    other: 'Idp2',
  },
  {
    type: 'ExternalCredential',
    fullName: 'Keys',
    elements:
      '<authenticationProtocol>Custom</authenticationProtocol>' +
      parameter(
        'externalCredentialParameters',
        '<parameterGroup>Main</parameterGroup><parameterName>Main</parameterName>' +
          '<parameterType>NamedPrincipal</parameterType><sequenceNumber>1</sequenceNumber>',
      ) +
      '<label>Keys</label>',
    change: ['label', 'Locks'],
    other: 'Keys2',
  },
  {
    type: 'NamedCredential',
    fullName: 'Named',
    elements:
      '<label>Named</label>' +
      parameter(
        'namedCredentialParameters',
        '<parameterName>Url</parameterName><parameterType>Url</parameterType>' +
          '<parameterValue>https://a.example</parameterValue>',
      ) +
      parameter(
        'namedCredentialParameters',
        '<externalCredential>Keys</externalCredential><parameterName>ExternalCredential</parameterName>' +
          '<parameterType>Authentication</parameterType>',
      ) +
      '<namedCredentialType>SecuredEndpoint</namedCredentialType>',
    change: ['label', 'Called'],
    needs: ['Keys'],
    other: 'Named2',
  },
  {
    type: 'PermissionSet',
    fullName: 'Users',
    elements:
      parameter(
        'externalCredentialPrincipalAccesses',
        '<enabled>true</enabled><externalCredentialPrincipal>Keys-Main</externalCredentialPrincipal>',
      ) + '<label>Users</label>',
    change: ['label', 'People'],
    needs: ['Keys'],
    other: 'Users2',
  },
  {
    type: 'ConnectedApp',
    fullName: 'Old',
    elements:
      '<contactEmail>a@b.example</contactEmail><label>Old</label>' +
      '<oauthConfig><callbackUrl>https://a.example</callbackUrl><scopes>Api</scopes></oauthConfig>',
    change: ['contactEmail', 'c@d.example'],
    other: 'Old2',
  },
  {
    type: 'ExternalClientApplication',
    fullName: 'Loop',
    elements: '<contactEmail>a@b.example</contactEmail><label>Loop</label>',
    change: ['label', 'Round'],
    other: 'Loop2',
  },
  {
    type: 'ExtlClntAppOauthSettings',
    fullName: 'Loop_oauth',
    elements: `<commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes>${APP}<label>Loop</label>`,
    change: ['label', 'Round'],
    needs: ['Loop'],
    other: 'Loop_oauth2',
  },
  {
    type: 'ExtlClntAppGlobalOauthSettings',
    fullName: 'Loop_global',
    elements: `<callbackUrl>https://a.example</callbackUrl>${APP}<label>Loop</label>`,
    change: ['label', 'Round'],
    needs: ['Loop'],
    other: 'Loop_global2',
  },
  {
    // The org makes the two policies of an app itself, under these names (L03).
    type: 'ExtlClntAppOauthConfigurablePolicies',
    fullName: 'Loop_oauthPlcy',
    elements: `${APP}<label>Loop</label>`,
    change: ['label', 'Round'],
    needs: ['Loop'],
    other: 'Loop_oauthPlcy2',
  },
  {
    type: 'ExtlClntAppConfigurablePolicies',
    fullName: 'Loop_plcy',
    elements: `${APP}<isEnabled>true</isEnabled><label>Loop</label>`,
    change: ['label', 'Round'],
    needs: ['Loop'],
    other: 'Loop_plcy2',
  },
];
