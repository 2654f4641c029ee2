import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { componentOf } from '../../../src/emulator/state/components.ts';
import { openSession } from '../../../src/emulator/state/sessions.ts';
import { CLI_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import type { Switches } from '../../../src/emulator/state/switches.ts';
import { orgWith, problemOf, runAndSettle, saidIn } from '../async/support.ts';
import { deploy } from '../metadata/metadataOrg.ts';
import { query, recordsOf } from '../support/ask.ts';
import { assign } from '../support/loopback.ts';

const CONTROLLER = `public with sharing class Ctrl {
  public enum Kind { SMALL, LARGE }
  public class Inner { public String label { get; set; } public Inner next { get; set; } }
  public String given { get; private set; }
  public Integer count { get { return 40 + 2; } }
  public Kind kind { get; set; }
  public Inner inner { get; set; }
  public Account account { get; set; }
  public String plain = 'unseen';
  public Date day { get; set; }
  public Ctrl() {
    given = ApexPages.currentPage().getParameters().get('q');
    kind = Kind.LARGE;
    inner = new Inner();
    inner.label = '<b>';
    account = new Account(Name = 'Acme');
  }
  public String getShared() { return 'controller'; }
  public String getSession() { return UserInfo.getSessionId(); }
  public void load() { insert new Account(Name = given); }
  public PageReference leave() { return new PageReference('/apex/Other?from=' + given); }
  public void fails() { throw new CalloutException('on purpose'); }
  public void calls() { Caller.both(); Caller.soap(UserInfo.getSessionId()); }
  public String getWrites() { insert new Account(Name = 'never'); return 'x'; }
}`;

const EXTENSION = `public with sharing class Ext {
  private Ctrl ctrl;
  public Ext(Ctrl ctrl) { this.ctrl = ctrl; }
  public String getShared() { return 'extension of ' + ctrl.getShared(); }
}`;

const META = (type: string): string =>
  `<?xml version="1.0"?><${type} xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion>` +
  `${type === 'ApexPage' ? '<label>Page</label>' : '<status>Active</status>'}</${type}>`;

const pageFiles = (markup: string): Record<string, string> => ({
  'pages/Shown.page': markup,
  'pages/Shown.page-meta.xml': META('ApexPage'),
  'permissionsets/Pages.permissionset':
    '<label>Pages</label><pageAccesses><apexPage>Shown</apexPage><enabled>true</enabled></pageAccesses>',
});

const page = (inside: string, more = ''): string =>
  `<apex:page controller="Ctrl" contentType="text/plain"${more}>${inside}</apex:page>`;

const newOrg = (switches: Partial<Switches> = {}): Emulator => orgWith({ switches }, CONTROLLER, EXTENSION);

const withPage = async (markup: string, switches: Partial<Switches> = {}): Promise<Emulator> => {
  const org = newOrg(switches);
  expect((await deploy(org, pageFiles(markup))).failures).to.deep.equal([]);
  assign(org.state, componentOf(org.state, 'PermissionSet', 'Pages')?.id ?? '');
  return org;
};

const visit = (org: Emulator, search = ''): Promise<Response> => {
  const userId = userNamed(org.state, CLI_USERNAME).Id;
  const { token } = openSession(org.state, { userId, scopes: ['full'], kind: 'ui' });
  return org.handle(new Request(`${org.state.org.url}/apex/Shown${search}`, { headers: { cookie: `sid=${token}` } }));
};

const shown = async (inside: string, more = '', search = ''): Promise<string> =>
  (await visit(await withPage(page(inside, more)), search)).text();

const accounts = async (org: Emulator): Promise<unknown[]> =>
  recordsOf(await query(org, 'SELECT Name FROM Account')).map(({ Name }) => Name);

describe('Visualforce pages with controllers', () => {
  it('shows properties and getters, those of records and inner objects too, escaped', async () => {
    const inside = '{!given} {!COUNT} {!kind} {!inner.label} {!account.Name} [{!inner.next.label}] {!shared}';
    expect(await shown(inside, '', '?q=a%26b')).to.equal('a&amp;b 42 LARGE &lt;b&gt; Acme [] controller');
    expect(await shown('<apex:outputText value="{!inner.label}" escape="false"/>')).to.equal('<b>');
  });

  it('asks extensions before the controller that they are given', async () => {
    expect(await shown('{!shared} {!count}', ' extensions="Ext"')).to.equal('extension of controller 42');
  });

  it('runs its action when it is opened, and commits what that does', async () => {
    const org = await withPage(page('{!given}', ' action="{!load}"'));
    expect(await (await visit(org, '?q=made')).text()).to.equal('made');
    expect(await accounts(org)).to.deep.equal(['made']);
  });

  it('goes where its action leads', async () => {
    const response = await visit(await withPage(page('{!given}', ' action="{!leave}"')), '?q=a');
    expect(response.status).to.equal(302);
    expect(response.headers.get('location')).to.equal('/apex/Other?from=a');
  });

  it('says what its code throws, and undoes what that did', async () => {
    const org = await withPage(page('x', ' action="{!fails}"'));
    const response = await visit(org);
    expect(response.status).to.equal(500);
    expect(await response.text()).to.include('System.CalloutException: on purpose\nClass.Ctrl.fails: line 22');
    const writing = await withPage(page('{!writes}'));
    expect(await (await visit(writing)).text()).to.include('System.LimitException: DML currently not allowed');
    expect(await accounts(writing)).to.deep.equal([]);
  });

  it('L42: has a Visualforce session, the same in markup and controller, that REST and SOAP take', async () => {
    const org = await withPage(page('{!$Api.Session_ID} {!session} {!GETSESSIONID()}', ' action="{!calls}"'));
    const [one = '', ...others] = (await (await visit(org)).text()).split(' ');
    expect(others).to.deep.equal([one, one]);
    expect(org.state.sessions.get(one)?.kind).to.equal('visualforce');
    expect(saidIn(org, '/apex/Shown')).to.deep.equal(['loopback 200', 'session 200', 'soap 200']);
  });

  it('is refused at deploy where its classes do not have what it names', async () => {
    const problems: string[] = [];
    for (const markup of [
      '<apex:page controller="Nowhere"/>',
      page('', ' extensions="Ctrl"'),
      page('{!nothing}'),
      page('{!plain}'),
      page('{!inner.nothing}'),
      page('{!day}'),
      page('', ' action="{!nothing}"'),
      page('', ' action="{!getShared}"'),
    ])
      problems.push((await deploy(newOrg(), pageFiles(markup))).failures[0] ?? '');
    expect(problems.map((problem) => problem.replace('ApexPage/Shown: ', ''))).to.deep.equal([
      "Apex class 'Nowhere' does not exist",
      "Unknown constructor 'Ctrl.Ctrl(Ctrl controller)'",
      "Unknown property 'Ctrl.nothing'",
      "Unknown property 'Ctrl.plain'",
      "Unknown property 'Ctrl.Inner.nothing'",
      'NOT_EMULATED: a merge field of type Date: {!day}',
      "Unknown method 'Ctrl.nothing()'",
      'NOT_EMULATED: an action that returns String',
    ]);
  });

  it('L52: keeps its classes from being deleted', async () => {
    const org = await withPage(page('', ' extensions="Ext"'));
    const members = '<types><members>Ext</members><name>ApexClass</name></types>';
    const { failures } = await deploy(org, {
      'destructiveChanges.xml': `<Package xmlns="http://soap.sforce.com/2006/04/metadata">${members}</Package>`,
    });
    expect(failures.join()).to.include('Visualforce Page Shown');
    const both = `${members}<types><members>Shown</members><name>ApexPage</name></types>`;
    const manifest = `<Package xmlns="http://soap.sforce.com/2006/04/metadata">${both}</Package>`;
    await deploy(org, { 'permissionsets/Pages.permissionset': '<label>Pages</label>' });
    expect((await deploy(org, { 'destructiveChanges.xml': manifest })).failures).to.deep.equal([]);
  });
});

describe('controllers in tests', () => {
  it('read the page that Test.setCurrentPage gives them, and none without it', async () => {
    const body = `@IsTest private class CtrlTest {
      @IsTest static void given() {
        PageReference shown = Page.Shown;
        shown.getParameters().put('q', 'a');
        Test.setCurrentPage(shown);
        System.assertEquals('a', new Ctrl().given);
        System.assertEquals('extension of controller', new Ext(new Ctrl()).getShared());
      }
      @IsTest static void none() { System.assertEquals(null, ApexPages.currentPage()); }
    }`;
    const files = { 'classes/CtrlTest.cls': body, 'classes/CtrlTest.cls-meta.xml': META('ApexClass') };
    const { status, result } = await deploy(await withPage(page('{!given}')), files, {
      options: { testLevel: 'RunLocalTests', rollbackOnError: true },
    });
    expect(JSON.stringify(result)).to.not.include('System.AssertException');
    expect(status).to.equal('Succeeded');
  });
});

const CONTENT = `String text = Page.Shown.getContent().toString();
  Caller.say('page', URL.getOrgDomainUrl().toExternalForm(), text);
  Caller.soap(text);`;

describe('the content of a page with a controller', () => {
  const CONTENTS = '/services/data/v66.0/tooling/executeAnonymous';

  it('L42: is rendered with a Visualforce session of the running user', async () => {
    const org = await withPage(page('{!session}'));
    await runAndSettle(org, CONTENT);
    expect(saidIn(org, CONTENTS)).to.deep.equal(['page 200', 'soap 200']);
  });

  const words = 'System.CalloutException: Callout loop not allowed';
  for (const [calloutLoops, said] of [
    ['refused', [`loopback ${words}`, `session ${words}`]],
    ['allowed', ['loopback 200', 'session 200', 'soap 200']],
  ] as const) {
    it(`L49 (calloutLoops: ${calloutLoops}): is a callout, for which its own code runs`, async () => {
      const org = await withPage(page('', ' action="{!calls}"'), { calloutLoops });
      await runAndSettle(org, 'Page.Shown.getContent();');
      expect(saidIn(org, '/apex/Shown')).to.deep.equal(said);
    });
  }

  it('is refused by name where the action leads elsewhere', async () => {
    const org = await withPage(page('', ' action="{!leave}"'));
    expect(await problemOf(org, 'Page.Shown.getContent();')).to.equal(
      'System.UnsupportedOperationException: Not emulated: getContent() of a page whose action leads elsewhere',
    );
  });

  it('L69 (sessionsLockedToIp: true): gives a session that REST and SOAP refuse to Apex', async () => {
    const org = await withPage(page('{!session}'), { sessionsLockedToIp: true });
    await runAndSettle(org, CONTENT);
    expect(saidIn(org, CONTENTS)).to.deep.equal([
      'page 401 [{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]',
      'soap 500 sf:INVALID_SESSION_ID',
    ]);
    // The browser that the page is in may use it.
    const token = await (await visit(org)).text();
    const request = new Request(`${org.state.org.url}/services/data/v66.0/limits`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect((await org.handle(request)).status).to.equal(200);
  });
});
