import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { openSession } from '../../../src/emulator/state/sessions.ts';
import { CLI_USERNAME, INTEGRATION_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import { deploy, newOrg } from '../metadata/metadataOrg.ts';
import { ask } from '../support/ask.ts';
import { assign } from '../support/loopback.ts';
import { componentOf } from '../../../src/emulator/state/components.ts';

const META =
  '<?xml version="1.0"?><ApexPage xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion>' +
  '<label>Page</label></ApexPage>';

const pageFiles = (markup: string): Record<string, string> => ({
  'pages/Session.page': markup,
  'pages/Session.page-meta.xml': META,
  'permissionsets/Pages.permissionset':
    '<label>Pages</label><pageAccesses><apexPage>Session</apexPage><enabled>true</enabled></pageAccesses>',
});

const PLAIN = '<apex:page contentType="text/plain" showHeader="false">BEGIN{!$Api.Session_ID}END</apex:page>';

const withPage = async (markup: string, username = CLI_USERNAME): Promise<Emulator> => {
  const org = newOrg();
  const { failures } = await deploy(org, pageFiles(markup));
  expect(failures).to.deep.equal([]);
  assign(org.state, componentOf(org.state, 'PermissionSet', 'Pages')?.id ?? '', username);
  return org;
};

const visit = async (org: Emulator, path = '/apex/Session', username = CLI_USERNAME): Promise<Response> => {
  const userId = userNamed(org.state, username).Id;
  const { token } = openSession(org.state, { userId, scopes: ['full'], kind: 'ui' });
  return org.handle(new Request(org.state.org.url + path, { headers: { cookie: `sid=${token}` } }));
};

describe('Visualforce pages', () => {
  it('renders a session that the API takes', async () => {
    const org = await withPage(PLAIN);
    const response = await visit(org);
    const text = await response.text();
    expect(response.headers.get('content-type')).to.equal('text/plain;charset=UTF-8');
    const [, token = ''] = /^BEGIN(.*)END$/.exec(text) ?? [];
    expect(org.state.sessions.get(token)?.kind).to.equal('visualforce');
    expect((await ask(org, '/services/data/v66.0/sobjects', { token })).status).to.equal(200);
  });

  it('puts an HTML page into a document and escapes what expressions give', async () => {
    const org = await withPage(
      '<apex:page><b>{!$User.Username}</b>{!\'&lt;i&gt;\'}<apex:outputText value="{!\'&lt;i&gt;\'}" escape="false"/></apex:page>',
    );
    const text = await (await visit(org)).text();
    expect(text).to.include('<html>').and.to.include(`<b>${CLI_USERNAME}</b>&lt;i&gt;<i>`);
  });

  it('sends those who are not logged in to the login page', async () => {
    const org = await withPage(PLAIN);
    const response = await org.handle(new Request(`${org.state.org.url}/apex/Session?a=b`));
    expect(response.status).to.equal(302);
    expect(response.headers.get('location')).to.equal('/login?startURL=%2Fapex%2FSession%3Fa%3Db');
  });

  it('L42: a page takes page access of who opens it', async () => {
    const org = await withPage(PLAIN, INTEGRATION_USERNAME);
    const response = await visit(org);
    expect(response.status).to.equal(403);
    expect(await response.text())
      .to.include('Insufficient Privileges')
      .and.not.to.include('BEGIN');
  });

  it('refuses components, attributes and expressions that are not emulated, and broken markup', async () => {
    const problems = await Promise.all(
      [
        '<apex:page><apex:form/></apex:page>',
        '<apex:page standardController="Account"/>',
        '<apex:page extensions="X"/>',
        '<apex:page title="{!$User.Id}"/>',
        '<apex:page><apex:outputText value="x" rendered="false"/></apex:page>',
        '<apex:page>{!account.Name}</apex:page>',
        '<apex:page><b></apex:page>',
        '<b/>',
      ].map(async (markup) => (await deploy(newOrg(), pageFiles(markup))).failures[0] ?? ''),
    );
    expect(problems.map((problem) => problem.replace('ApexPage/Session: ', ''))).to.deep.equal([
      'NOT_EMULATED: the component <apex:form> is not emulated; docs/emulator.md lists what is.',
      'NOT_EMULATED: the attribute standardcontroller of <apex:page> is not emulated; docs/emulator.md lists what is.',
      'NOT_EMULATED: extensions of a page without a controller.',
      'NOT_EMULATED: an expression in the attribute title of <apex:page> is not emulated.',
      'NOT_EMULATED: the attribute rendered of <apex:outputText> is not emulated; docs/emulator.md lists what is.',
      'NOT_EMULATED: the expression {!account.Name} is not emulated.',
      'The element type "apex:page" is not open here.',
      'The markup must start with <apex:page>',
    ]);
  });
});

describe('the content of a page in Apex', () => {
  const runAs = async (org: Emulator, block: string, token = org.adminToken): Promise<Record<string, unknown>> => {
    const path = `/services/data/v66.0/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(block)}`;
    return (await ask(org, path, { token })).body as Record<string, unknown>;
  };

  it('L42: gives the running user a Visualforce session', async () => {
    const org = await withPage(PLAIN);
    const block = `String text = Page.Session.getContent().toString();
      HttpRequest request = new HttpRequest();
      request.setEndpoint(URL.getOrgDomainUrl().toExternalForm() + '/services/data/v66.0/limits');
      request.setMethod('GET');
      request.setHeader('Authorization', 'Bearer ' + text.substringBetween('BEGIN', 'END'));
      System.assertEquals(200, new Http().send(request).getStatusCode());
      System.assertEquals(2, Limits.getCallouts());`;
    expect(await runAs(org, block)).to.include({ success: true });
  });

  for (const [sessionsLockedToIp, status] of [
    [false, 200],
    [true, 401],
  ] as const) {
    it(`L69 (sessionsLockedToIp: ${sessionsLockedToIp}): a page's session in a callout of Apex`, async () => {
      const org = await withPage(PLAIN);
      org.state.switches.sessionsLockedToIp = sessionsLockedToIp;
      const block = `String session = Page.Session.getContent().toString().substringBetween('BEGIN', 'END');
        HttpRequest request = new HttpRequest();
        request.setEndpoint(URL.getOrgDomainUrl().toExternalForm() + '/services/data/v66.0/limits');
        request.setMethod('GET');
        request.setHeader('Authorization', 'Bearer ' + session);
        System.assertEquals(${status}, new Http().send(request).getStatusCode());`;
      expect((await runAs(org, block))['exceptionMessage']).to.equal(null);
      const token = [...org.state.sessions.values()].find(({ kind }) => kind === 'visualforce')?.token ?? '';
      expect((await ask(org, '/services/data/v66.0/limits', { token })).status).to.equal(200);
    });
  }

  it('L42: is a callout, and refused after pending work', async () => {
    const org = await withPage(PLAIN);
    const outcome = await runAs(org, "insert new Account(Name = 'A'); Page.Session.getContent();");
    expect(outcome['exceptionMessage']).to.equal(
      'System.CalloutException: You have uncommitted work pending. Please commit or rollback before calling out',
    );
  });

  it('L42: without page access there is no session in it', async () => {
    const org = await withPage(PLAIN, INTEGRATION_USERNAME);
    const block = "System.assertEquals(null, Page.Session.getContent().toString().substringBetween('BEGIN', 'END'));";
    expect(await runAs(org, block)).to.include({ success: true });
  });

  it('knows the pages of the org when it compiles', async () => {
    const org = await withPage(PLAIN);
    expect(await runAs(org, 'PageReference p = Page.Nowhere;')).to.include({
      compileProblem: 'Page Nowhere does not exist',
    });
    expect(await runAs(org, "System.assertEquals('/apex/Session', Page.Session.getUrl());")).to.include({
      success: true,
    });
  });

  it('L42: is refused in a test', async () => {
    const org = await withPage(PLAIN);
    const body = `@IsTest private class T { @IsTest static void t() { Page.Session.getContent(); } }`;
    const meta =
      '<?xml version="1.0"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">' +
      '<apiVersion>66.0</apiVersion><status>Active</status></ApexClass>';
    const { result } = await deploy(
      org,
      { 'classes/T.cls': body, 'classes/T.cls-meta.xml': meta },
      { options: { testLevel: 'RunLocalTests' } },
    );
    expect(JSON.stringify(result)).to.include(
      'System.VisualforceException: Methods defined as TestMethod do not support getContent call',
    );
  });
});
