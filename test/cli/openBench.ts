import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { listen } from '../../src/emulator/server.ts';
import type { Bench } from './commandRow.ts';
import { openSession } from './session.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

const metaXml = (type: string, inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="${NAMESPACE}">\n${inner}\n</${type}>\n`;

const APEX_META = metaXml('ApexClass', '    <apiVersion>65.0</apiVersion>\n    <status>Active</status>');

/** Source of one component a kind that the rows deploy, by path below `force-app/main/default`. */
const SOURCE: Readonly<Record<string, string>> = {
  'classes/Good.cls': `public with sharing class Good {
  public static Integer twice(Integer one) {
    return one * 2;
  }
  public static Integer limits() {
    HttpRequest request = new HttpRequest();
    request.setEndpoint(URL.getOrgDomainUrl().toExternalForm() + '/services/data/v65.0/limits');
    request.setMethod('GET');
    request.setHeader('Authorization', 'Bearer ' + UserInfo.getSessionId());
    return new Http().send(request).getStatusCode();
  }
}
`,
  'classes/Good.cls-meta.xml': APEX_META,
  'classes/GoodTest.cls': `@IsTest
private class GoodTest {
  private class Mock implements HttpCalloutMock {
    public HttpResponse respond(HttpRequest request) {
      HttpResponse response = new HttpResponse();
      response.setStatusCode(200);
      return response;
    }
  }
  @IsTest
  static void doubles() {
    System.assertEquals(4, Good.twice(2));
  }
  @IsTest
  static void asks() {
    Test.setMock(HttpCalloutMock.class, new Mock());
    System.assertEquals(200, Good.limits());
  }
}
`,
  'classes/GoodTest.cls-meta.xml': APEX_META,
  'pages/GoodPage.page': '<apex:page contentType="text/plain">{!$Organization.Name}</apex:page>\n',
  'pages/GoodPage.page-meta.xml': metaXml(
    'ApexPage',
    '    <apiVersion>65.0</apiVersion>\n    <label>Good Page</label>',
  ),
  'objects/Thing__c/Thing__c.object-meta.xml': metaXml(
    'CustomObject',
    `    <deploymentStatus>Deployed</deploymentStatus>
    <label>Thing</label>
    <nameField>
        <label>Thing Name</label>
        <type>Text</type>
    </nameField>
    <pluralLabel>Things</pluralLabel>
    <sharingModel>ReadWrite</sharingModel>`,
  ),
  'objects/Thing__c/fields/Note__c.field-meta.xml': metaXml(
    'CustomField',
    `    <fullName>Note__c</fullName>
    <label>Note</label>
    <length>80</length>
    <type>Text</type>`,
  ),
  'remoteSiteSettings/Here.remoteSite-meta.xml': metaXml(
    'RemoteSiteSetting',
    `    <disableProtocolSecurity>false</disableProtocolSecurity>
    <isActive>true</isActive>
    <url>https://here.example.com</url>`,
  ),
  'externalClientApps/GoodApp.eca-meta.xml': metaXml(
    'ExternalClientApplication',
    `    <contactEmail>someone@example.com</contactEmail>
    <distributionState>Local</distributionState>
    <isProtected>false</isProtected>
    <label>Good App</label>`,
  ),
  'externalCredentials/GoodKeys.externalCredential-meta.xml': metaXml(
    'ExternalCredential',
    `    <authenticationProtocol>Custom</authenticationProtocol>
    <externalCredentialParameters>
        <parameterGroup>Service</parameterGroup>
        <parameterName>Service</parameterName>
        <parameterType>NamedPrincipal</parameterType>
        <sequenceNumber>1</sequenceNumber>
    </externalCredentialParameters>
    <label>Good Keys</label>`,
  ),
  'namedCredentials/GoodCredential.namedCredential-meta.xml': metaXml(
    'NamedCredential',
    `    <allowMergeFieldsInBody>false</allowMergeFieldsInBody>
    <allowMergeFieldsInHeader>false</allowMergeFieldsInHeader>
    <generateAuthorizationHeader>false</generateAuthorizationHeader>
    <label>Good Credential</label>
    <namedCredentialParameters>
        <parameterName>Url</parameterName>
        <parameterType>Url</parameterType>
        <parameterValue>https://here.example.com</parameterValue>
    </namedCredentialParameters>
    <namedCredentialParameters>
        <externalCredential>GoodKeys</externalCredential>
        <parameterName>ExternalCredential</parameterName>
        <parameterType>Authentication</parameterType>
    </namedCredentialParameters>
    <namedCredentialType>SecuredEndpoint</namedCredentialType>`,
  ),
  'permissionsets/GoodUsers.permissionset-meta.xml': metaXml(
    'PermissionSet',
    `    <classAccesses>
        <apexClass>Good</apexClass>
        <enabled>true</enabled>
    </classAccesses>
    <hasActivationRequired>false</hasActivationRequired>
    <label>Good Users</label>`,
  ),
};

/** Writes a source file of the rows' project. */
export const writeSource = async ({ project }: Pick<Bench, 'project'>, path: string, text: string): Promise<void> => {
  const file = join(project, 'force-app/main/default', path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
};

/** An emulated org in this process, which lets rows see its state, a real CLI, and a project. */
export const openBench = async (): Promise<Bench & { close: () => Promise<void> }> => {
  const session = await openSession();
  const emulator = createEmulator();
  const server = await listen(emulator);
  const project = join(session.folder, 'project');
  for (const [path, text] of Object.entries(SOURCE)) await writeSource({ project }, path, text);
  const settings = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '65.0' };
  await writeFile(join(project, 'sfdx-project.json'), JSON.stringify(settings));
  return {
    session,
    emulator,
    url: server.url.replace('127.0.0.1', 'localhost'),
    project,
    notes: new Map(),
    close: async () => {
      await server.close();
      await session.remove();
    },
  };
};
