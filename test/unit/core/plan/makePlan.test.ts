import { expect } from 'chai';
import type { Component } from '../../../../src/core/components.ts';
import type { OrgComponent, OrgFacts } from '../../../../src/core/facts.ts';
import { failureOf } from '../../../../src/core/failure.ts';
import { fillPlaceholders } from '../../../../src/core/placeholders.ts';
import { makePlan } from '../../../../src/core/plan/makePlan.ts';
import { deployed, type Plan } from '../../../../src/core/plan/plan.ts';
import { render } from '../../../../src/core/render/render.ts';
import { makeSettings } from '../../../../src/core/settings/makeSettings.ts';
import { readTemplates } from '../../../../src/disk/readTemplates.ts';
import { changesNothing } from './changesNothing.ts';

const settings = makeSettings({});
const desired = render(settings, readTemplates());
const values = {
  myDomainUrl: 'https://acme.my.salesforce.com',
  contactEmail: 'admin@acme.example',
  runAsUser: 'bot@acme.example',
};

const asOrgHasIt = ({ files }: Component): OrgComponent => {
  const texts = [...fillPlaceholders(settings.name, files, values)];
  const xml = texts.find(([path]) => path.endsWith('-meta.xml'))?.[1] ?? '';
  const body = texts.find(([path]) => !path.endsWith('-meta.xml'))?.[1];
  return body === undefined ? { xml } : { xml, body };
};

const keyOf = ({ type, fullName }: Component): string => `${type}/${fullName}`;

const emptyOrg: OrgFacts = {
  org: {
    id: '00D000000000001EAA',
    name: 'Acme',
    instanceUrl: values.myDomainUrl,
    isSandbox: false,
    organizationType: 'Developer Edition',
    namespacePrefix: null,
  },
  user: {
    id: '005000000000001AAA',
    username: 'admin@acme.example',
    email: values.contactEmail,
    missingPermissions: [],
  },
  runAs: {
    id: '005000000000002AAA',
    username: values.runAsUser,
    isActive: true,
    isPrivileged: false,
    apiEnabled: true,
  },
  components: new Map(),
  unread: new Set(),
  satellites: new Map(),
  credential: 'Absent',
  assigned: new Set(),
};

const doneOrg: OrgFacts = {
  ...emptyOrg,
  components: new Map(
    desired.filter(({ secretBearing }) => !secretBearing).map((component) => [keyOf(component), asOrgHasIt(component)]),
  ),
  unread: new Set(desired.filter(({ secretBearing }) => secretBearing).map(keyOf)),
  credential: 'Configured',
  assigned: new Set(['admin@acme.example']),
};

/** The done org with one component's text changed. */
const doneBut = (key: string, edit: (found: OrgComponent) => OrgComponent): OrgFacts => {
  const found = doneOrg.components.get(key) ?? expect.fail(`no ${key}`);
  return { ...doneOrg, components: new Map([...doneOrg.components, [key, edit(found)]]) };
};

const inXml =
  (from: string | RegExp, to: string) =>
  (found: OrgComponent): OrgComponent => {
    const xml = found.xml.replace(from, to);
    expect(xml).to.not.equal(found.xml);
    return { ...found, xml };
  };

const changes = (facts: OrgFacts): Record<string, string> =>
  Object.fromEntries(
    makePlan(settings, desired, facts)
      .components.filter(({ change }) => change !== 'unchanged')
      .map(({ component, change }) => [keyOf(component), change]),
  );

const namesOf = (components: readonly Component[]): string[] => components.map(keyOf);

const storesPair = ({ steps }: Plan): boolean => steps.some(({ kind }) => kind === 'storePair');

describe('makePlan', () => {
  it('creates everything in an empty org, the credential side first and the app after it', () => {
    const plan = makePlan(settings, desired, emptyOrg);
    expect(plan.components.map(({ change }) => change)).to.deep.equal(desired.map(() => 'created'));
    expect(namesOf(deployed(plan, 'credentialSide'))).to.deep.equal([
      'ExternalCredential/SelfCallout',
      'NamedCredential/SelfCallout',
      'ApexClass/SelfCallout',
      'ApexClass/SelfCalloutTest',
      'ApexClass/SelfCalloutProbe',
      'ApexClass/SelfCalloutProbeTest',
      'ApexClass/SelfCalloutJobs',
      'ApexClass/SelfCalloutJobsTest',
      'ApexClass/SelfCalloutSoap',
      'ApexClass/SelfCalloutSoapTest',
      'ApexClass/SelfCalloutAction',
      'ApexClass/SelfCalloutActionTest',
      'PermissionSet/SelfCallout',
    ]);
    expect(namesOf(deployed(plan, 'app'))).to.deep.equal([
      'ExternalClientApplication/SelfCallout',
      'ExtlClntAppOauthSettings/SelfCallout_oauth',
      'ExtlClntAppGlobalOauthSettings/SelfCallout_glbloauth',
      'ExtlClntAppOauthConfigurablePolicies/SelfCallout_oauthPlcy',
      'ExtlClntAppConfigurablePolicies/SelfCallout_plcy',
    ]);
    expect(plan.pair).to.equal('new');
    expect(storesPair(plan)).to.equal(true);
    expect(plan.steps).to.deep.include({
      kind: 'assign',
      permissionSet: 'SelfCallout',
      userIds: ['005000000000001AAA'],
    });
  });

  it("fills in the org's values, and leaves key and secret as placeholders", () => {
    const plan = makePlan(settings, desired, emptyOrg);
    const text = [...deployed(plan, 'credentialSide'), ...deployed(plan, 'app')]
      .flatMap(({ files }) => [...files.values()])
      .join('\n');
    expect(text).to.contain('https://acme.my.salesforce.com/services/oauth2/token').and.to.contain('bot@acme.example');
    expect(new Set(text.match(/__SELF\w+__/g))).to.deep.equal(
      new Set(['__SELFCALLOUT_CONSUMER_KEY__', '__SELFCALLOUT_CONSUMER_SECRET__']),
    );
  });

  it('has nothing to do in an org that has it all', () => {
    expect(changes(doneOrg)).to.deep.equal({});
    expect(changesNothing(makePlan(settings, desired, doneOrg))).to.equal(true);
  });

  it('tolerates what an org adds and reorders', () => {
    const key = 'ExternalCredential/SelfCallout';
    const parameter = /\s*<externalCredentialParameters>[\s\S]*?<\/externalCredentialParameters>/g;
    const facts = doneBut(key, ({ xml }) => {
      const reversed = [...xml.matchAll(parameter)]
        .map(([text]) => text)
        .toReversed()
        .join('');
      const rest = xml.replace(parameter, '');
      return { xml: rest.replace('</ExternalCredential>', `<shown>1</shown>${reversed}</ExternalCredential>`) };
    });
    expect(changes(facts)).to.deep.equal({});
  });

  it('tolerates a switch that is off and not shown', () => {
    const facts = doneBut('NamedCredential/SelfCallout', inXml(/\s*<allowMergeFieldsInHeader>false<.*\n/, '\n'));
    expect(changes(facts)).to.deep.equal({});
  });

  it('changes what differs, and deploys nothing else', () => {
    const facts = doneBut('NamedCredential/SelfCallout', inXml('acme.my.salesforce.com', 'old.my.salesforce.com'));
    const plan = makePlan(settings, desired, facts);
    expect(namesOf(deployed(plan, 'credentialSide'))).to.deep.equal(['NamedCredential/SelfCallout']);
    expect(plan.pair).to.equal('none');
    expect(storesPair(plan)).to.equal(false);
    expect(deployed(plan, 'app')).to.deep.equal([]);
  });

  it('compares Apex by text, line ends and trailing space apart, and by API version', () => {
    const key = 'ApexClass/SelfCallout';
    const crlf = (found: OrgComponent): OrgComponent => ({
      ...found,
      body: (found.body ?? '').replaceAll('\n', ' \r\n'),
    });
    expect(changes(doneBut(key, crlf))).to.deep.equal({});
    const edited = (found: OrgComponent): OrgComponent => ({
      ...found,
      body: (found.body ?? '').replace('10000', '20000'),
    });
    expect(changes(doneBut(key, edited))).to.deep.equal({ [key]: 'changed' });
    expect(changes(doneBut(key, inXml('66.0', '65.0')))).to.deep.equal({ [key]: 'changed' });
  });

  it('blocks a class of the same name that somebody else wrote', () => {
    const facts = doneBut('ApexClass/SelfCallout', (found) => ({ ...found, body: 'public class SelfCallout {}' }));
    const blocked = makePlan(settings, desired, facts).components.filter(({ change }) => change === 'blocked');
    expect(blocked.map(({ component, problem }) => [component.fullName, problem])).to.deep.equal([
      ['SelfCallout', 'NameTaken'],
    ]);
    expect(deployed(makePlan(settings, desired, facts), 'credentialSide')).to.deep.equal([]);
  });

  it('blocks a class that another loopback of ours made', () => {
    const other = render(makeSettings({ name: 'SelfCalloutProbe' }), readTemplates());
    const [client] = other.filter(({ type }) => type === 'ApexClass');
    const facts = doneBut('ApexClass/SelfCalloutProbe', () => asOrgHasIt(client ?? expect.fail()));
    expect(changes(facts)).to.deep.equal({ 'ApexClass/SelfCalloutProbe': 'blocked' });
  });

  it('blocks credentials, permission sets and apps of the same name that somebody else made', () => {
    for (const type of ['ExternalCredential', 'PermissionSet', 'ExternalClientApplication']) {
      const foreign = `<${type} xmlns="http://soap.sforce.com/2006/04/metadata"><label>Other</label></${type}>`;
      expect(changes(doneBut(`${type}/SelfCallout`, () => ({ xml: foreign }))), type).to.deep.equal({
        [`${type}/SelfCallout`]: 'blocked',
      });
    }
    const legacy = '<NamedCredential><endpoint>https://example.com</endpoint><label>Other</label></NamedCredential>';
    expect(changes(doneBut('NamedCredential/SelfCallout', () => ({ xml: legacy })))).to.deep.equal({
      'NamedCredential/SelfCallout': 'blocked',
    });
  });

  it('L03: uses the names that the org gave the policies, and looks past their labels', () => {
    const satellites = new Map([
      ['ExtlClntAppOauthConfigurablePolicies', 'SelfCallout_defaultPolicy'],
      ['ExtlClntAppConfigurablePolicies', 'SelfCallout_plcy'],
    ]);
    const made =
      '<ExtlClntAppOauthConfigurablePolicies><label>Made by the org</label></ExtlClntAppOauthConfigurablePolicies>';
    const components = new Map([
      ...doneOrg.components,
      ['ExtlClntAppOauthConfigurablePolicies/SelfCallout_defaultPolicy', { xml: made }],
    ]);
    const plan = makePlan(settings, desired, { ...doneOrg, satellites, components });
    expect(namesOf(deployed(plan, 'app'))).to.deep.equal([
      'ExtlClntAppOauthConfigurablePolicies/SelfCallout_defaultPolicy',
    ]);
    const [[path, text] = ['', '']] = deployed(plan, 'app')[0]?.files ?? [];
    expect(path).to.equal('extlClntAppOauthPolicies/SelfCallout_defaultPolicy.ecaOauthPlcy-meta.xml');
    expect(text).to.contain('<label>Made by the org</label>').and.to.contain('bot@acme.example');
  });

  it("L05: repeats the org's own orgScopedExternalApp when the app is deployed again, and only then", () => {
    const generated = '<orgScopedExternalApp>00D:SelfCallout</orgScopedExternalApp></ExternalClientApplication>';
    const key = 'ExternalClientApplication/SelfCallout';
    const facts = doneBut(key, inXml('</ExternalClientApplication>', generated));
    expect(changes(facts)).to.deep.equal({});
    const renamed = doneBut(key, (found) =>
      inXml('Self Callout', 'Old')(inXml('</ExternalClientApplication>', generated)(found)),
    );
    const [app] = deployed(makePlan(settings, desired, renamed), 'app');
    expect([...(app?.files.values() ?? [])].join('')).to.match(
      /<label>Self Callout<\/label>\s*<orgScopedExternalApp>00D:SelfCallout</,
    );
  });

  it('leaves the contact of an existing app as it is', () => {
    const facts = doneBut(
      'ExternalClientApplication/SelfCallout',
      inXml('admin@acme.example', 'somebody@acme.example'),
    );
    expect(changes(facts)).to.deep.equal({});
  });

  it('L35: knows the global OAuth settings by their existence only, and makes a new pair when they are not there', () => {
    const plan = makePlan(settings, desired, { ...doneOrg, unread: new Set() });
    expect(namesOf(deployed(plan, 'app'))).to.deep.equal(['ExtlClntAppGlobalOauthSettings/SelfCallout_glbloauth']);
    expect(plan.pair).to.equal('new');
    expect(storesPair(plan)).to.equal(true);
  });

  it('posts a secret, but makes no new pair, when only the credential lost it', () => {
    const plan = makePlan(settings, desired, { ...doneOrg, credential: 'NotConfigured' });
    expect(plan.pair).to.equal('readBack');
    expect(storesPair(plan)).to.equal(true);
    expect(changesNothing(plan)).to.equal(false);
  });

  it('L56: keeps and names what an administrator added to the permission set', () => {
    const added =
      '<classAccesses><apexClass>Orders</apexClass><enabled>true</enabled></classAccesses>' +
      '<userPermissions><enabled>true</enabled><name>ViewSetup</name></userPermissions></PermissionSet>';
    const facts = doneBut('PermissionSet/SelfCallout', inXml('</PermissionSet>', added));
    const [row] = makePlan(settings, desired, facts).components.filter(
      ({ component }) => component.type === 'PermissionSet',
    );
    expect(row).to.deep.include({
      change: 'unchanged',
      keptFromOrg: ['classAccesses Orders', 'userPermissions ViewSetup'],
    });
  });

  it('refuses an org with a namespace, and blocks without a user to run as (L09)', () => {
    try {
      makePlan(settings, desired, { ...emptyOrg, org: { ...emptyOrg.org, namespacePrefix: 'acme' } });
      expect.fail('accepted');
    } catch (error) {
      expect(failureOf(error)).to.deep.equal({ kind: 'NamespacedOrg', data: { namespace: 'acme' } });
    }
    const { components } = makePlan(settings, desired, { ...emptyOrg, runAs: undefined });
    expect(components.find(({ law }) => law === 'L09')).to.include({ change: 'blocked' });
  });
});
