import { expect } from 'chai';
import { zipOf } from '../metadata/metadataOrg.ts';
import { jsforceOrg, refusalOf, type JsforceOrg } from './jsforceOrg.ts';

const META = (type: string): string =>
  `<?xml version="1.0"?><${type} xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><status>Active</status></${type}>`;

const RESOURCE = `@RestResource(urlMapping='/echo/*')
global with sharing class Echo {
  @HttpGet
  global static String get() { return RestContext.request.requestURI; }
  @HttpPost
  global static Integer post(Integer one) { return one + 1; }
}`;

const TEST =
  '@IsTest private class EchoTest { @IsTest static void works() { RestContext.request = new RestRequest(); Assert.isNull(Echo.get()); Assert.areEqual(2, Echo.post(1)); } }';

const FILES = {
  'classes/Echo.cls': RESOURCE,
  'classes/Echo.cls-meta.xml': META('ApexClass'),
  'classes/EchoTest.cls': TEST,
  'classes/EchoTest.cls-meta.xml': META('ApexClass'),
};

describe('jsforce: Apex, Tooling and deploys', () => {
  let it_: JsforceOrg;

  before(async () => {
    it_ = await jsforceOrg();
    const zip = Buffer.from(await zipOf(FILES), 'base64');
    const { status } = await it_.connection.metadata.deploy(zip, { rollbackOnError: true }).complete(true);
    expect(status).to.equal('Succeeded');
  });

  after(() => it_.close());

  it('calls Apex REST', async () => {
    expect(await it_.connection.apex.get('/echo/1')).to.equal('/echo/1');
    expect(await it_.connection.apex.post('/echo', { one: 4 })).to.equal(5);
    expect(await refusalOf(it_.connection.apex.get('/nope'))).to.match(/Could not find a match for URL/);
  });

  it('runs anonymous Apex by Tooling, and says where it fails', async () => {
    const { tooling } = it_.connection;
    expect(await tooling.executeAnonymous('System.assertEquals(6, Echo.post(5));')).to.include({ success: true });
    expect(await tooling.executeAnonymous('Integer one = ;')).to.include({ compiled: false, line: 1 });
    const failed = await tooling.executeAnonymous("throw new QueryException('on purpose');");
    expect(failed).to.include({ compiled: true, success: false });
    expect(failed.exceptionMessage).to.contain('on purpose');
  });

  it('queries and writes Tooling objects', async () => {
    const { tooling } = it_.connection;
    const { records } = await tooling.query("SELECT Id, Body FROM ApexClass WHERE Name = 'Echo'");
    expect(records[0]?.['Body']).to.equal(RESOURCE);
    const level = await tooling.sobject('DebugLevel').create({ DeveloperName: 'Js', MasterLabel: 'Js' });
    expect(level.success).to.equal(true);
    expect((await tooling.sobject('DebugLevel').destroy(level.id ?? '')).success).to.equal(true);
    expect((await tooling.describeGlobal()).sobjects.map(({ name }) => name)).to.include('ApexClass');
  });

  it('runs tests', async () => {
    const { connection } = it_;
    const run = await connection.requestPost<{ numTestsRun: number; numFailures: number }>(
      `${connection.tooling._baseUrl()}/runTestsSynchronous`,
      { tests: [{ className: 'EchoTest' }] },
    );
    expect(run).to.include({ numFailures: 0 });
    expect(run.numTestsRun).to.equal(1);
  });

  it('validates, deploys quickly, over SOAP and over REST, and cancels', async () => {
    const { metadata } = it_.connection;
    const zip = Buffer.from(await zipOf(FILES), 'base64');
    for (const rest of [false, true]) {
      const options = { checkOnly: true, rollbackOnError: true, testLevel: 'RunLocalTests' } as const;
      const { id } = await metadata.deploy(zip, options).complete();
      const quick = await metadata.deployRecentValidation({ id, rest });
      expect(quick).to.match(/^0Af/);
      expect((await metadata.checkDeployStatus(quick, true)).status).to.equal('Succeeded');
      expect(await refusalOf(metadata.deployRecentValidation({ id, rest }))).to.match(/not valid for quick deploy/);
    }
    it_.org.state.switches.jobMs = 60_000;
    const { id } = await metadata.deploy(zip);
    expect(await metadata._invoke('cancelDeploy', { id })).to.include({ id });
    expect((await metadata.checkDeployStatus(id)).status).to.equal('Canceled');
    it_.org.state.switches.jobMs = 0;
  });

  it('retrieves', async () => {
    const { metadata } = it_.connection;
    const request = {
      apiVersion: '66.0',
      unpackaged: { types: [{ name: 'ApexClass', members: ['*'] }], version: '66.0' },
    };
    const result = await metadata.retrieve(request as never).complete();
    expect([result.fileProperties].flat().map(({ fullName }) => fullName)).to.include.members(['Echo', 'EchoTest']);
  });
});
