import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/emulator.ts';
import { METADATA_TYPES } from '../../src/emulator/metadata/types/table.ts';
import { encodeEntities } from '../../src/emulator/soap/entities.ts';
import { childText } from '../../src/emulator/soap/envelope.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { CRUD_SAMPLES } from '../emulator/metadata/crudSamples.ts';
import { appFiles } from '../emulator/metadata/appFiles.ts';
import {
  deploy,
  deployStatus,
  manifestOf,
  NAMESPACE,
  retrieve,
  soap,
  zipOf,
} from '../emulator/metadata/metadataOrg.ts';
import type { Source } from './distinct.ts';
import { recordSoap, type SoapAnswer } from './recordSoap.ts';
import { SOAP_APIS, type SoapApi } from './soapSchemas.ts';

type Files = Readonly<Record<string, string>>;

const meta = (type: string, inner = ''): string =>
  `<?xml version="1.0"?><${type} xmlns="${NAMESPACE}"><apiVersion>66.0</apiVersion>${inner}</${type}>`;

const apex = (name: string, body: string): Files => ({
  [`classes/${name}.cls`]: body,
  [`classes/${name}.cls-meta.xml`]: meta('ApexClass', '<status>Active</status>'),
});

const SITE = 'remoteSiteSettings/One.remoteSite';
const site =
  '<disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive><url>https://a.example</url>';

const CODE = 'public class Code { public static Integer one() { return 1; } }';

/** One component of each kind that needs nothing else, and those that need each other. */
const COMPONENTS: Files = {
  ...appFiles,
  [SITE]: site,
  ...apex('Code', CODE),
  ...apex(
    'CodeTest',
    `@IsTest class CodeTest { @IsTest static void good() { System.assertEquals(1, Code.one()); }
      @IsTest static void bad() { System.assertEquals(2, Code.one(), 'no <two>'); } }`,
  ),
  'pages/Show.page': '<apex:page/>',
  'pages/Show.page-meta.xml': meta('ApexPage', '<label>Show</label>'),
  'objects/Loop__c.object':
    '<customSettingsType>Hierarchy</customSettingsType><fields><fullName>Key__c</fullName><label>Key</label><length>80</length><type>Text</type></fields><label>Loop</label>',
  'externalCredentials/Loop.externalCredential':
    '<authenticationProtocol>Oauth</authenticationProtocol><externalCredentialParameters><parameterName>AuthProviderUrl</parameterName><parameterType>AuthProviderUrl</parameterType><parameterValue>https://x.example/t</parameterValue></externalCredentialParameters><externalCredentialParameters><parameterName>Main</parameterName><parameterType>NamedPrincipal</parameterType><sequenceNumber>1</sequenceNumber></externalCredentialParameters><label>Loop</label>',
  'namedCredentials/Loop.namedCredential':
    '<label>Loop</label><namedCredentialParameters><parameterName>Url</parameterName><parameterType>Url</parameterType><parameterValue>https://x.example</parameterValue></namedCredentialParameters><namedCredentialParameters><externalCredential>Loop</externalCredential><parameterName>ExternalCredential</parameterName><parameterType>Authentication</parameterType></namedCredentialParameters><namedCredentialType>SecuredEndpoint</namedCredentialType>',
  'permissionsets/Loop.permissionset':
    '<classAccesses><apexClass>Code</apexClass><enabled>true</enabled></classAccesses><label>Loop</label>',
};

const TYPES = [
  'ApexClass',
  'ExternalClientApplication',
  'NamedCredential',
  'CustomObject',
  'PermissionSet',
  'Settings',
];

const TESTS = { testLevel: 'RunSpecifiedTests', runTests: 'CodeTest' };

/** A CRUD call's component; `inner` without its name. */
const component = (type: string, fullName: string, inner: string): string =>
  `<metadata xsi:type="${type}"><fullName>${fullName}</fullName>${inner}</metadata>`;

const RETRIEVE_NOTHING =
  '<retrieveRequest><apiVersion>66.0</apiVersion><unpackaged><version>66.0</version></unpackaged></retrieveRequest>';

const deploys = async (org: Emulator): Promise<void> => {
  await deploy(org, COMPONENTS, { options: TESTS });
  const { id } = await deploy(org, COMPONENTS);
  await soap(org, 'checkDeployStatus', `<asyncProcessId>${id}</asyncProcessId>`);
  const tested = '@IsTest class QuickTest { @IsTest static void good() { System.assertEquals(1, Quick.one()); } }';
  const validated = await deploy(
    org,
    { ...apex('Quick', CODE.replace('Code', 'Quick')), ...apex('QuickTest', tested) },
    { options: { testLevel: 'RunSpecifiedTests', runTests: 'QuickTest', checkOnly: true } },
  );
  for (const each of [validated.id, id]) {
    await soap(org, 'deployRecentValidation', `<validationId>${each}</validationId>`);
  }
  await deploy(org, { [SITE]: site, 'remoteSiteSettings/Bad.remoteSite': '<url>x</url>' });
  await deploy(org, { [SITE]: `${site}<colour>red</colour>` }, { options: { rollbackOnError: false } });
  await deploy(org, apex('Wrong', 'public class Wrong { Nope n; }'));
  await deploy(org, apex('Bare', 'public class Bare { public static Integer one() { return 1; } }'), {
    options: TESTS,
  });
  await deploy(org, { 'package.xml': manifestOf([['Flow', 'X']]), 'flows/X.flow': '<Flow/>' });
  await deploy(org, { 'package.xml': manifestOf([]), 'destructiveChanges.xml': manifestOf([['ApexClass', 'Gone']]) });
  await deploy(org, { 'package.xml': 'no XML' });
  await soap(
    org,
    'deploy',
    `<ZipFile>${await zipOf({})}</ZipFile><DeployOptions><testLevel>Some</testLevel></DeployOptions>`,
  );
  await deployStatus(org, '0Af000000000000AAA');
};

const retrieves = async (org: Emulator): Promise<void> => {
  const { result } = await soap(org, 'retrieve', RETRIEVE_NOTHING);
  const id = childText(result, 'id') ?? '';
  await soap(org, 'checkRetrieveStatus', `<asyncProcessId>${id}</asyncProcessId><includeZip>false</includeZip>`);
  await retrieve(org, [...TYPES.map((type): [string, string] => [type, '*']), ['ApexClass', 'Gone']]);
  await soap(
    org,
    'checkRetrieveStatus',
    '<asyncProcessId>09S000000000000AAA</asyncProcessId><includeZip>true</includeZip>',
  );
  for (const type of TYPES) await soap(org, 'listMetadata', `<queries><type>${type}</type></queries>`);
  await soap(org, 'listMetadata', '<queries><type>Nothing</type></queries>');
  await soap(org, 'listMetadata', '<queries><type>Certificate</type></queries>');
  await soap(org, 'describeMetadata', '<asOfVersion>66.0</asOfVersion>');
};

const crud = async (org: Emulator): Promise<void> => {
  const two = component('RemoteSiteSetting', 'Two', site);
  await soap(org, 'createMetadata', two + component('RemoteSiteSetting', 'Two', site));
  await soap(org, 'createMetadata', component('RemoteSiteSetting', '1x', site));
  await soap(org, 'createMetadata', component('Flow', 'X', ''));
  await soap(org, 'createMetadata', component('RemoteSiteSetting', 'Three', `${site}<colour>red</colour>`));
  await soap(org, 'updateMetadata', two + component('RemoteSiteSetting', 'Gone', site));
  await soap(org, 'upsertMetadata', two + component('RemoteSiteSetting', 'Four', site));
  for (const name of ['Four', 'Gone']) {
    const names = `<oldFullName>${name}</oldFullName><newFullName>Five</newFullName>`;
    await soap(org, 'renameMetadata', `<type>RemoteSiteSetting</type>${names}`);
  }
  await soap(
    org,
    'upsertMetadata',
    component('ConnectedApp', 'Old', '<contactEmail>a@b.example</contactEmail><label>x</label>'),
  );
  for (const type of [...TYPES, 'RemoteSiteSetting', 'ExternalClientAppSettings', 'OauthOidcSettings']) {
    const names = ['Loop', 'Loop__c', 'Code', 'Two', 'Gone', 'ExternalClientApp', 'OauthOidc'];
    const inner = names.map((name) => `<fullNames>${name}</fullNames>`).join('');
    await soap(org, 'readMetadata', `<type>${type}</type>${inner}`);
  }
  await soap(
    org,
    'deleteMetadata',
    '<type>RemoteSiteSetting</type><fullNames>Two</fullNames><fullNames>Gone</fullNames>',
  );
  await soap(org, 'deleteMetadata', '<type>ExternalCredential</type><fullNames>Loop</fullNames>');
};

/** Each type that CRUD calls know: made, read and listed. */
const everyType = async (org: Emulator): Promise<void> => {
  for (const { type, fullName, elements } of CRUD_SAMPLES) {
    await soap(org, 'upsertMetadata', component(type, fullName, elements));
    await soap(org, 'readMetadata', `<type>${type}</type><fullNames>${fullName}</fullNames>`);
    const listed = type === 'ExternalClientAppSettings' ? 'Settings' : type;
    await soap(org, 'listMetadata', `<queries><type>${listed}</type></queries>`);
  }
};

/** Deploys and retrieves that take their time: the answers before they are done, and one that is cancelled. */
const pending = async (org: Emulator): Promise<void> => {
  const { id } = await deploy(org, { [SITE]: site });
  await deployStatus(org, id);
  await soap(org, 'cancelDeploy', `<String>${id}</String>`);
  await deployStatus(org, id);
  await soap(org, 'cancelDeploy', `<String>${id}</String>`);
  const { result } = await soap(org, 'retrieve', RETRIEVE_NOTHING);
  await soap(
    org,
    'checkRetrieveStatus',
    `<asyncProcessId>${childText(result, 'id') ?? ''}</asyncProcessId><includeZip>true</includeZip>`,
  );
};

const NAMESPACES: Readonly<Record<SoapApi, string>> = {
  apex: 'http://soap.sforce.com/2006/08/apex',
  metadata: NAMESPACE,
  partner: 'urn:partner.soap.sforce.com',
};

/** A call of any SOAP API; `header` is content of the SOAP header besides the session. */
const call = async (
  org: Emulator,
  api: SoapApi,
  body: string,
  { token = org.adminToken, version = '66.0', header = '' } = {},
): Promise<void> => {
  const envelope =
    `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns="${NAMESPACES[api]}"><e:Header>` +
    `<SessionHeader><sessionId>${token}</sessionId></SessionHeader>${header}</e:Header><e:Body>${body}</e:Body></e:Envelope>`;
  const url = `http://127.0.0.1/services/Soap/${SOAP_APIS[api]}/${version}`;
  await org.handle(new Request(url, { method: 'POST', headers: { 'content-type': 'text/xml' }, body: envelope }));
};

const query = (soql: string): string => `<query><queryString>${encodeEntities(soql)}</queryString></query>`;

const partner = async (org: Emulator): Promise<void> => {
  await call(org, 'partner', '<getUserInfo/>');
  await call(org, 'partner', '<getServerTimestamp/>');
  for (const soql of [
    `SELECT Id, Username, Profile.Name, IsActive FROM User WHERE Username = '${CLI_USERNAME}'`,
    "SELECT Id FROM User WHERE Username = 'nobody'",
    'SELECT COUNT() FROM User',
    'SELECT COUNT(Id) n, ProfileId FROM User GROUP BY ProfileId',
    'SELECT Nope FROM User',
    'SELECT Id FROM Nope',
    'SELECT FROM',
  ]) {
    await call(org, 'partner', query(soql));
  }
};

const anonymous = async (org: Emulator): Promise<void> => {
  const header = '<DebuggingHeader><debugLevel>DEBUGONLY</debugLevel></DebuggingHeader>';
  for (const block of ["System.debug('<a>');", 'Nope n;', 'Integer i = 1 / 0;']) {
    const body = `<executeAnonymous><String>${encodeEntities(block)}</String></executeAnonymous>`;
    await call(org, 'apex', body, { header });
    await call(org, 'apex', body);
  }
};

const faults = async (org: Emulator): Promise<void> => {
  for (const [api, body] of [
    ['metadata', '<describeMetadata><asOfVersion>66.0</asOfVersion></describeMetadata>'],
    ['partner', '<getUserInfo/>'],
    ['apex', '<executeAnonymous><String>;</String></executeAnonymous>'],
  ] as const) {
    await call(org, api, body, { token: 'none' });
    await call(org, api, body, { version: '9.0' });
    await call(org, api, '<nothing/>');
    await call(org, api, 'no XML <');
  }
};

/** The answers, and the XML files of a retrieve of everything from an org that has something of each type. */
type Scenario = { answers: readonly SoapAnswer[]; files: readonly Source[] };

const everyFile = async (org: Emulator): Promise<Source[]> => {
  const { files } = await retrieve(
    org,
    METADATA_TYPES.map(({ name }): [string, string] => [name, '*']),
  );
  return [...files]
    .filter(([, text]) => text.startsWith('<?xml'))
    .map(([path, text]) => ({ path, text, apiVersion: '66.0' }));
};

/** What the emulated org answers to SOAP in its whole breadth, good and bad. */
export const soapScenario = async (): Promise<Scenario> => {
  const { answers, record } = recordSoap();
  const org = (options: EmulatorOptions = {}): Emulator => record(createEmulator(options));
  const first = org();
  for (const act of [deploys, retrieves, crud, partner, anonymous, faults]) await act(first);
  await pending(org({ switches: { jobMs: 3000 }, now: () => 1_000_000 }));
  const full = org({ switches: { connectedAppCreation: 'allowed' } });
  await everyType(full);
  return { answers, files: await everyFile(full) };
};
