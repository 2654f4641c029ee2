import { manifestOf, zipOf } from '../emulator/metadata/metadataOrg.ts';

const METADATA = 'http://soap.sforce.com/2006/04/metadata';

/** An envelope as jsforce sends it. */
export const envelope = (token: string, namespace: string, operation: string, inner: string): string =>
  '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ' +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">' +
  `<soapenv:Header xmlns="${namespace}"><SessionHeader><sessionId>${token}</sessionId></SessionHeader></soapenv:Header>` +
  `<soapenv:Body xmlns="${namespace}"><${operation}>${inner}</${operation}></soapenv:Body></soapenv:Envelope>`;

export const metadataCall = (token: string, operation: string, inner: string): string =>
  envelope(token, METADATA, operation, inner);

const meta = (type: string, inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><${type} xmlns="${METADATA}">${inner}</${type}>`;

/** A package of most kinds of component, Apex with a test among them. */
export const packageFiles: Readonly<Record<string, string>> = {
  'classes/Fuzz.cls':
    'public with sharing class Fuzz {\n  public static Integer twice(Integer n) {\n    return n * 2;\n  }\n}\n',
  'classes/Fuzz.cls-meta.xml': meta('ApexClass', '<apiVersion>66.0</apiVersion><status>Active</status>'),
  'classes/FuzzTest.cls':
    "@IsTest\nprivate class FuzzTest {\n  @IsTest\n  static void doubles() {\n    Assert.areEqual(4, Fuzz.twice(2), 'twice');\n  }\n}\n",
  'classes/FuzzTest.cls-meta.xml': meta('ApexClass', '<apiVersion>66.0</apiVersion><status>Active</status>'),
  'remoteSiteSettings/Fuzz.remoteSite': meta(
    'RemoteSiteSetting',
    '<disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive><url>https://example.com</url>',
  ),
  'permissionsets/Fuzz.permissionset': meta('PermissionSet', '<label>Fuzz</label>'),
  'externalCredentials/Fuzz.externalCredential': meta(
    'ExternalCredential',
    '<authenticationProtocol>Oauth</authenticationProtocol><label>Fuzz</label><externalCredentialParameters>' +
      '<parameterName>Oauth</parameterName><parameterType>AuthProtocolVariant</parameterType>' +
      '<parameterValue>ClientCredentialsClientSecret</parameterValue></externalCredentialParameters>' +
      '<externalCredentialParameters><parameterName>AuthProviderUrl</parameterName><parameterType>AuthProviderUrl</parameterType>' +
      '<parameterValue>https://example.com/token</parameterValue></externalCredentialParameters>',
  ),
};

/** The zip of the package, base64; once, since zipping costs more than all else. */
export const packageZip = zipOf({ ...packageFiles });

/** A zip with a manifest and the files given, whatever they are. */
export const zipWith = (files: Readonly<Record<string, string>>): Promise<string> =>
  zipOf({ 'package.xml': manifestOf([['ApexClass', '*']]), ...files });
