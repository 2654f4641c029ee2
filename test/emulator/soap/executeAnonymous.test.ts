import { expect } from 'chai';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { encodeEntities } from '../../../src/emulator/soap/entities.ts';
import { childOf, childText } from '../../../src/emulator/soap/envelope.ts';
import { parseXml, type XmlElement } from '../../../src/emulator/soap/parseXml.ts';
import { AUTOPROC_USERNAME, CLI_USERNAME, INTEGRATION_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import { makeHost } from '../../../src/emulator/callout/makeHost.ts';
import { undoable } from '../../../src/emulator/tooling/executeAnonymousUndo.ts';
import { deploy } from '../metadata/metadataOrg.ts';
import { ask, tokenOf } from '../support/ask.ts';

type Run = { status: number; text: string; result: XmlElement | undefined; log: string | undefined };

const NS = 'http://soap.sforce.com/2006/08/apex';
const DEBUGONLY = '<debugLevel>DEBUGONLY</debugLevel>';

/** Runs a block as the CLI does; `debugging` is the content of DebuggingHeader. */
const run = async (org: Emulator, block: string, debugging = DEBUGONLY, token = org.adminToken): Promise<Run> => {
  const body =
    '<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Header>' +
    `<cmd:DebuggingHeader xmlns:cmd="${NS}">${debugging}</cmd:DebuggingHeader>` +
    `<cmd:SessionHeader xmlns:cmd="${NS}"><cmd:sessionId>${token}</cmd:sessionId></cmd:SessionHeader></env:Header>` +
    `<env:Body><executeAnonymous xmlns="${NS}"><apexcode>${encodeEntities(block)}</apexcode></executeAnonymous></env:Body></env:Envelope>`;
  const url = `http://127.0.0.1/services/Soap/s/66.0/${token.split('!')[0]}`;
  const response = await org.handle(new Request(url, { method: 'POST', body }));
  const text = await response.text();
  const root = parseXml(text);
  if ('problem' in root) throw new Error(text);
  const result = childOf(childOf(childOf(root, 'Body'), 'executeAnonymousResponse'), 'result');
  const log = childText(childOf(childOf(root, 'Header'), 'DebuggingInfo'), 'debugLog');
  return { status: response.status, text, result, log };
};

describe('anonymous Apex', () => {
  it('brings its debug log back in the same answer, under the names that clients look for', async () => {
    const { text, result, log } = await run(createEmulator(), "System.debug('a < b && c');");
    expect(childText(result, 'success')).to.equal('true');
    expect(log).to.match(/^66\.0 APEX_CODE,DEBUG;APEX_PROFILING,INFO\nExecute Anonymous: System\.debug/);
    expect(log).to.match(/\|USER_INFO\|.*\n.*\|EXECUTION_STARTED\n[\s\S]*\|USER_DEBUG\|\[1\]\|DEBUG\|a < b && c\n/);
    expect(text).to.include('<soapenv:Header><DebuggingInfo><debugLog>');
    expect(text).to.include('<soapenv:Body><executeAnonymousResponse><result>');
    expect(text).to.include('<compileProblem xsi:nil="true"/>');
  });

  it('reports what does not compile with line and column', async () => {
    const { result } = await run(createEmulator(), 'Integer i = 1;\nNope.go();');
    expect(childText(result, 'compiled')).to.equal('false');
    expect(childText(result, 'line')).to.equal('2');
    expect(childText(result, 'compileProblem')).to.include('Nope');
  });

  it('reports an exception with its trace', async () => {
    const { result } = await run(createEmulator(), 'Integer y = 0;\nInteger x = 1 / y;');
    expect(childText(result, 'compiled')).to.equal('true');
    expect(childText(result, 'success')).to.equal('false');
    expect(childText(result, 'exceptionMessage')).to.include('System.MathException');
    expect(childText(result, 'exceptionStackTrace')).to.include('AnonymousBlock: line 2');
  });

  it('takes back what a failed block did to records, and nothing else', async () => {
    const { state } = createEmulator();
    const row = (Id: string, Name: string) => ({ Id, Name });
    state.records.set('Account', [row('1', 'old'), row('2', 'two')]);
    const plain = makeHost(state, userNamed(state, CLI_USERNAME).Id, 'anonymous', '66.0', null);
    const { host, undo } = undoable(state, plain);
    const order = (operation: 'insert' | 'update' | 'delete', rows: Record<string, string>[]) =>
      host.dml({ operation, sObjectType: 'Account', rows, mode: 'system' });
    expect(await order('insert', [{ Name: 'new' }])).to.have.length(1);
    await order('update', [row('1', 'changed')]);
    state.records.set('Contact', [row('3', 'by a callout')]);
    await order('delete', [{ Id: '2' }]);
    undo();
    const names = (object: string) => (state.records.get(object) ?? []).map(({ Name }) => String(Name)).toSorted();
    expect(names('Account')).to.deep.equal(['old', 'two']);
    expect(names('Contact')).to.deep.equal(['by a callout']);
  });

  it('gives no log for level NONE, and only what the categories let through', async () => {
    const org = createEmulator();
    const block = "System.debug('x');\nSystem.debug(LoggingLevel.ERROR, 'y');";
    expect((await run(org, block, '<debugLevel>NONE</debugLevel>')).log).to.equal(undefined);
    const categories = '<categories><category>Apex_code</category><level>Error</level></categories>';
    const { log } = await run(org, block, categories);
    expect(log).to.include('66.0 APEX_CODE,ERROR\n').and.to.include('|ERROR|y').and.to.not.include('|DEBUG|x');
  });

  it('calls deployed classes', async () => {
    const org = createEmulator();
    const meta =
      '<?xml version="1.0"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>';
    const deployed = await deploy(org, {
      'classes/Greeter.cls': "public with sharing class Greeter { public static String hi() { return 'hi'; } }",
      'classes/Greeter.cls-meta.xml': meta,
    });
    expect(deployed.failures).to.deep.equal([]);
    expect((await run(org, 'System.debug(Greeter.hi());')).log).to.include('|DEBUG|hi');
  });

  it('L41: has a session id that the API takes, but where the Automated Process user runs it', async () => {
    const org = createEmulator();
    const block = `HttpRequest request = new HttpRequest();
      request.setEndpoint(URL.getOrgDomainUrl().toExternalForm() + '/services/data/v66.0/limits');
      request.setMethod('GET');
      request.setHeader('Authorization', 'Bearer ' + UserInfo.getSessionId());
      System.assertEquals(200, new Http().send(request).getStatusCode());`;
    expect(childText((await run(org, block)).result, 'success')).to.equal('true');
    const idOf = (username: string): string | null =>
      makeHost(org.state, userNamed(org.state, username).Id, 'anonymous', '66.0', org.adminToken).sessionId;
    expect(idOf(CLI_USERNAME)).to.equal(org.adminToken);
    expect(idOf(AUTOPROC_USERNAME)).to.equal(null);
  });

  it('L65: needs Author Apex, by SOAP as by REST', async () => {
    const org = createEmulator();
    const token = tokenOf(org, INTEGRATION_USERNAME);
    expect((await run(org, 'Integer i;', DEBUGONLY, token)).text).to.include('sf:INSUFFICIENT_ACCESS');
    const path = '/services/data/v66.0/tooling/executeAnonymous?anonymousBody=Integer+i%3B';
    expect((await ask(org, path, { token })).status).to.equal(403);
  });

  it('answers Tooling REST with the outcome alone', async () => {
    const block = encodeURIComponent("System.debug('x');");
    const { body } = await ask(
      createEmulator(),
      `/services/data/v66.0/tooling/executeAnonymous?anonymousBody=${block}`,
    );
    expect(body).to.deep.equal({
      line: -1,
      column: -1,
      compiled: true,
      success: true,
      compileProblem: null,
      exceptionStackTrace: null,
      exceptionMessage: null,
    });
  });
});
