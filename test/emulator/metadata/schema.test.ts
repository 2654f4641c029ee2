import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { readAmendments } from '../../../src/emulator/metadata/schema/amendments.ts';
import { isKnownAt } from '../../../src/emulator/metadata/schema/elementRule.ts';
import { rulesOf } from '../../../src/emulator/metadata/schema/rulesOf.ts';
import { schemaTypes } from '../../../src/emulator/metadata/types/table.ts';
import { childOf, childText } from '../../../src/emulator/soap/envelope.ts';
import { deploy, newOrg, soap } from './metadataOrg.ts';

const EC = 'externalCredentials/Loop.externalCredential';
const NC = 'namedCredentials/Loop.namedCredential';
const SET = 'permissionsets/Loop.permissionset';
const SITE = 'remoteSiteSettings/Loop.remoteSite';
const IN_FILE = 'Error parsing file: ';

type Failure = { problem: string; place: string };

/** Why a component fails, and where: `line:column`. */
const failuresOf = async (path: string, inner: string, version = '66.0'): Promise<Failure[]> => {
  const { failed } = await deploy(newOrg(), { [path]: inner }, { version });
  return failed.map((row) => ({
    problem: childText(row, 'problem') ?? '',
    place: `${childText(row, 'lineNumber') ?? ''}:${childText(row, 'columnNumber') ?? ''}`,
  }));
};

const site = (active: string): string =>
  `  <disableProtocolSecurity>false</disableProtocolSecurity>\n  <isActive>${active}</isActive>\n  <url>https://x.example</url>`;

describe('the schema of metadata', () => {
  it('names an unknown element deep inside, where its start tag ends', async () => {
    const inner =
      '<externalCredentialParameters>\n <colour>red</colour>\n</externalCredentialParameters><label>x</label>';
    expect(await failuresOf(EC, inner)).to.deep.equal([
      {
        problem: `${IN_FILE}Element {http://soap.sforce.com/2006/04/metadata}colour invalid at this location in type ExternalCredentialParameter`,
        place: '4:10',
      },
    ]);
  });

  it('names values that are none, where their end tag ends', async () => {
    expect(await failuresOf(SITE, site('perhaps'))).to.deep.equal([
      {
        problem: `${IN_FILE}'perhaps' is not valid for type xsd:boolean, should be '0', '1', 'true' or 'false'`,
        place: '4:31',
      },
    ]);
    expect(await failuresOf(NC, '<jwtValidityPeriodSeconds>1.5</jwtValidityPeriodSeconds>')).to.deep.equal([
      { problem: `${IN_FILE}'1.5' is not a valid value for the type xsd:int`, place: '3:57' },
    ]);
    expect(await failuresOf(NC, '<calloutStatus>On</calloutStatus>')).to.deep.equal([
      { problem: `${IN_FILE}'On' is not a valid value for the enum 'CalloutStatus'`, place: '3:34' },
    ]);
  });

  it('takes a boolean as a figure too, and every form of a number', async () => {
    expect(await failuresOf(SITE, site('1'))).to.deep.equal([]);
    const meta = (version: string): string =>
      `<?xml version="1.0"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>${version}</apiVersion><status>Active</status></ApexClass>`;
    const files = (version: string) => ({ 'classes/A.cls': 'class A {}', 'classes/A.cls-meta.xml': meta(version) });
    expect((await deploy(newOrg(), files('66'))).failures).to.deep.equal([]);
    expect((await deploy(newOrg(), files('new'))).failures).to.deep.equal([
      `ApexClass/A: ${IN_FILE}'new' is not valid for the type xsd:double`,
    ]);
  });

  it('refuses elements inside a simple value', async () => {
    expect(await failuresOf(NC, '<label><b>x</b></label>')).to.deep.equal([
      {
        problem: `${IN_FILE}Unexpected element {http://soap.sforce.com/2006/04/metadata}b during simple type deserialization`,
        place: '3:11',
      },
    ]);
  });

  it('stops at the first place that it cannot read, as the parser of the platform does', async () => {
    const [first, ...more] = await failuresOf(SITE, `${site('perhaps')}<colour>red</colour>`);
    expect(first?.problem).to.include('xsd:boolean');
    expect(more).to.deep.equal([]);
  });

  it('asks for what is required, inside too, once all can be read', async () => {
    expect((await failuresOf(SITE, '<isActive>true</isActive>')).map(({ problem }) => problem)).to.deep.equal([
      'Required field is missing: disableProtocolSecurity',
      'Required field is missing: url',
    ]);
    const inner =
      '<label>x</label><objectPermissions><object>Account</object><allowRead>true</allowRead></objectPermissions>';
    const problems = (await failuresOf(SET, inner)).map(({ problem }) => problem);
    expect(problems).to.include('Required field is missing: allowCreate');
    expect(problems).to.not.include('Required field is missing: allowRead');
  });

  it('tells what is empty from what is not there', async () => {
    const inner = `<disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive>\n<url/>`;
    expect(await failuresOf(SITE, inner)).to.deep.equal([
      { problem: 'Required fields are missing: [Url]', place: '4:7' },
    ]);
  });

  it('refuses a CRUD call that it cannot read as a whole', async () => {
    const org = newOrg();
    const component = (name: string, active: string): string =>
      `<metadata xsi:type="RemoteSiteSetting"><fullName>${name}</fullName>${site(active)}</metadata>`;
    const { status, result } = await soap(
      org,
      'createMetadata',
      component('Good', 'true') + component('Bad', 'perhaps'),
    );
    expect([status, childText(result, 'faultcode')]).to.deep.equal([500, 'soapenv:Client']);
    expect(childText(result, 'faultstring')).to.match(/^'perhaps' is not valid for type xsd:boolean/);
    expect(org.state.components.size).to.equal(0);
  });

  it('takes an element that is nil for one that is not there', async () => {
    const nil = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"';
    expect(await failuresOf(SITE, `<description ${nil}/>${site('true')}`)).to.deep.equal([]);
  });

  it('L08: knows elements and words by version', async () => {
    const policy = 'extlClntAppOauthPolicies/App_oauthPlcy.ecaOauthPlcy';
    const jwt =
      '<externalClientApplication>App</externalClientApplication><isNamedUserJwtEnabled>false</isNamedUserJwtEnabled>';
    const isUnknown = async (version: string): Promise<boolean> =>
      (await failuresOf(policy, jwt, version)).some(({ problem }) => problem.includes('isNamedUserJwtEnabled invalid'));
    expect(await Promise.all(['60.0', '61.0', '63.0', '64.0'].map(isUnknown))).to.deep.equal([
      true,
      false,
      false,
      true,
    ]);
    const settings = '<enableExternalClientApps>true</enableExternalClientApps>';
    expect(await failuresOf('settings/ExternalClientApp.settings', settings, '62.0')).to.deep.equal([]);
    expect((await failuresOf('settings/ExternalClientApp.settings', settings, '63.0'))[0]?.problem).to.include(
      'enableExternalClientApps invalid at this location in type ExternalClientAppSettings',
    );
  });

  it('refuses by name what the schema knows and this org does not do', async () => {
    const rule =
      '<validationRules><fullName>R</fullName><active>true</active><errorConditionFormula>false</errorConditionFormula><errorMessage>x</errorMessage></validationRules>';
    const [failure] = await failuresOf('objects/Account.object', rule);
    expect(failure).to.deep.equal({
      problem: 'NOT_EMULATED: validationRules of CustomObject is not emulated; docs/emulator.md lists what is.',
      place: '3:18',
    });
  });

  it('refuses other settings by name, in the words of no other', async () => {
    const file = '<?xml version="1.0"?><SecuritySettings xmlns="http://soap.sforce.com/2006/04/metadata"/>';
    const { failures } = await deploy(newOrg(), { 'settings/Security.settings': file });
    expect(failures).to.deep.equal([
      'Settings/Security: NOT_EMULATED: Settings Security is not emulated; docs/emulator.md lists what is.',
    ]);
  });

  it('keeps the settings of connected apps, and refuses the lock that only Support opens', async () => {
    const org = newOrg();
    const path = 'settings/ConnectedApp.settings';
    const xml = (name: string): string =>
      `<?xml version="1.0"?><ConnectedAppSettings xmlns="http://soap.sforce.com/2006/04/metadata"><${name}>true</${name}></ConnectedAppSettings>`;
    expect((await deploy(org, { [path]: xml('enableSkipUserProvisioningWizardWelcomePage') })).failures).to.deep.equal(
      [],
    );
    expect((await deploy(org, { [path]: xml('enableAdminApprovedAppsOnly') })).failures[0]).to.include('NOT_EMULATED');
    const { result } = await soap(
      org,
      'readMetadata',
      '<type>ConnectedAppSettings</type><fullNames>ConnectedApp</fullNames>',
    );
    expect(childText(childOf(result, 'records'), 'enableSkipUserProvisioningWizardWelcomePage')).to.equal('true');
  });

  it('is not read before a component is judged', async () => {
    const table = fileURLToPath(new URL('../../../src/emulator/metadata/schema/metadataTypes.json', import.meta.url));
    const block = `
      import { createRequire } from 'node:module';
      const { createEmulator } = await import('${new URL('../../../src/emulator/emulator.ts', import.meta.url).href}');
      const { rulesOf } = await import('${new URL('../../../src/emulator/metadata/schema/rulesOf.ts', import.meta.url).href}');
      createEmulator();
      const isRead = () => ${JSON.stringify(table)} in createRequire(import.meta.url).cache;
      const before = isRead();
      rulesOf('RemoteSiteSetting');
      console.log(before, isRead());
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', block]);
    expect(stdout.trim()).to.equal('false true');
  });

  it('has rules for each type of the org, and types for each element', () => {
    const seen = new Set<string>();
    const visit = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      for (const { content } of rulesOf(name)) if (content.kind === 'complex') visit(content.name);
    };
    for (const type of schemaTypes()) visit(type.rootElement ?? type.name);
    expect(seen).to.include.members(['RemoteSiteSetting', 'CustomField', 'PermissionSetObjectPermissions']);
  });

  it('says nothing by hand of what is not there', () => {
    const { enums, members } = readAmendments();
    const words = new Map<string, ReadonlySet<string>>();
    const visit = (name: string): void => {
      if (words.has(name)) return;
      words.set(name, new Set(rulesOf(name).map((rule) => rule.name)));
      for (const { content } of rulesOf(name)) {
        if (content.kind === 'complex') visit(content.name);
        else if (content.kind === 'enum') words.set(content.name, new Set(content.values.keys()));
      }
    };
    for (const type of schemaTypes()) visit(type.rootElement ?? type.name);
    const idle = [...members].flatMap(([type, named]) =>
      [...named.keys()].filter((name) => !words.get(type)?.has(name)).map((name) => `${type}.${name}`),
    );
    expect([...idle, ...[...enums.keys()].filter((name) => !words.has(name))]).to.deep.equal([]);
  });

  it('keeps elements that newer types have lost where the order of names has them', () => {
    const names = rulesOf('ExternalClientAppSettings')
      .filter((rule) => isKnownAt(rule, 62))
      .map(({ name }) => name);
    expect(names).to.deep.equal([
      'fullName',
      'enableClientSecretInRestApiAccess',
      'enableConsumerSecretApiAccess',
      'enableExternalClientApps',
      'enablePackageEcaOauthFromDevOrg',
    ]);
  });
});
