import { expect } from 'chai';
import { orgWith, saidIn } from '../async/support.ts';
import { ask, errorOf, type Answer } from '../support/ask.ts';
import type { Emulator } from '../../../src/emulator/emulator.ts';

const RESOURCE = `@RestResource(urlMapping='/things/*')
global with sharing class Things {
  global class Made { global String name; global Integer count; }
  @HttpGet global static String read() {
    RestRequest request = RestContext.request;
    return request.requestURI + ' ' + request.params.get('q') + ' ' + request.httpMethod;
  }
  @HttpPost global static Made make(String name, Integer count, List<Made> others) {
    RestContext.response.statusCode = 201;
    Made made = new Made();
    made.name = name + others[0].name;
    made.count = count;
    return made;
  }
  @HttpPut global static void raw() {
    RestContext.response.addHeader('Content-Type', 'text/plain');
    RestContext.response.responseBody = Blob.valueOf('got ' + RestContext.request.requestBody.toString());
  }
  @HttpDelete global static void fails() { throw new CalloutException('on purpose'); }
  @HttpPatch global static void calls() { Caller.both(); Caller.soap(UserInfo.getSessionId()); System.enqueueJob(new Job()); }
  public class Job implements Queueable, Database.AllowsCallouts { public void execute(QueueableContext c) { Caller.both(); } }
}`;

const PATH = '/services/apexrest/things/1';

const org = (): Emulator => orgWith({}, RESOURCE);

const send = (
  emulator: Emulator,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> => ask(emulator, PATH, { method, headers, ...(body !== undefined && { body }) });

describe('Apex REST', () => {
  it('finds the class by its URL and gives it the request', async () => {
    const emulator = org();
    const { status, body } = await ask(emulator, `${PATH}?q=x`);
    expect({ status, body }).to.deep.equal({ status: 200, body: '"/things/1 x GET"' });
    expect(errorOf(await ask(emulator, '/services/apexrest/other'))).to.include({ errorCode: 'NOT_FOUND' });
  });

  it('reads typed parameters from a JSON body and refuses others', async () => {
    const emulator = org();
    const given = { name: 'a', count: 3, others: [{ name: 'b' }] };
    const { status, body } = await send(emulator, 'POST', given);
    expect({ status, body }).to.deep.equal({ status: 201, body: { name: 'ab', count: 3 } });
    const wrong = await send(emulator, 'POST', { ...given, more: 1 });
    expect(wrong.status).to.equal(400);
    expect(errorOf(wrong).errorCode).to.equal('JSON_PARSER_ERROR');
    expect((await send(emulator, 'POST', '{')).status).to.equal(400);
  });

  it('answers with what a method leaves in RestContext, and with what it throws', async () => {
    const emulator = org();
    expect(await send(emulator, 'PUT', 'text')).to.deep.equal({ status: 200, body: 'got text' });
    const failed = await send(emulator, 'DELETE');
    expect(failed.status).to.equal(500);
    expect(errorOf(failed).message).to.match(/^System\.CalloutException: on purpose\n\nClass\.Things\.fails: line 19/);
  });

  it('says which methods a resource has, and takes a session of the API', async () => {
    const emulator = orgWith({}, RESOURCE.replace('@HttpPut ', ''));
    const { status, body } = await send(emulator, 'PUT', 'x');
    expect(status).to.equal(405);
    expect(JSON.stringify(body)).to.include("HTTP Method 'PUT' not allowed. Allowed are GET,POST,DELETE,PATCH");
    expect((await ask(emulator, PATH, { token: 'none' })).status).to.equal(401);
  });

  it('calls out with the session of the request, which the API takes', async () => {
    const emulator = org();
    expect((await send(emulator, 'PATCH')).status).to.equal(200);
    await emulator.settled();
    const all = ['loopback 200', 'session 200', 'soap 200'];
    expect(saidIn(emulator, PATH)).to.deep.equal(all);
    expect(saidIn(emulator, 'QueueableHandler')).to.deep.equal(all.slice(0, 2));
  });

  const loop = ['loopback', 'session'].map((who) => `${who} System.CalloutException: Callout loop not allowed`);

  for (const [jobsOfCalloutLoops, said] of [
    ['allowed', ['loopback 200', 'session 200']],
    ['refused', loop],
  ] as const) {
    it(`L49 (jobsOfCalloutLoops: ${jobsOfCalloutLoops}): cannot call out when a callout is what it runs for, its jobs by the switch`, async () => {
      const switches = { jobsOfCalloutLoops, calloutLoops: 'allowed' } as const;
      const emulator = orgWith({ switches }, RESOURCE.replace('Caller.soap(UserInfo.getSessionId());', ''));
      await send(emulator, 'PATCH', undefined, { sfdc_stack_depth: '1' });
      await emulator.settled();
      expect(saidIn(emulator, PATH)).to.deep.equal(loop);
      expect(saidIn(emulator, 'QueueableHandler')).to.deep.equal(said);
    });
  }
});
