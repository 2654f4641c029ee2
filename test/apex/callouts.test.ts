import { expect } from 'chai';
import { answer, fakeHost } from './fakeHost.ts';
import { classesOf, run, runtime } from './runApex.ts';

const SEND = `HttpRequest request = new HttpRequest();
  request.setEndpoint('callout:X/y');
  request.setTimeout(TIMEOUT);
  new Http().send(request);`;

const send = (timeout: number): string => SEND.replace('TIMEOUT', String(timeout));

describe('callouts of a transaction', () => {
  it('L61: waits ten seconds unless told otherwise, and two minutes at most', async () => {
    const host = fakeHost();
    await run(SEND.replace('  request.setTimeout(TIMEOUT);', ''), [], host);
    expect(host.sent[0]?.timeoutMs).to.equal(10_000);
    for (const wrong of [0, 120_001]) {
      expect((await run(send(wrong))).exceptionMessage).to.equal(
        'System.CalloutException: Exceeded max timeout value of 120000 ms',
      );
    }
  });

  it('L61: all of them together wait two minutes', async () => {
    let clock = 0;
    const waits: number[] = [];
    const host = fakeHost({
      now: () => clock,
      callout: ({ timeoutMs }) => {
        waits.push(timeoutMs);
        clock += 70_000;
        return Promise.resolve(answer(200, ''));
      },
    });
    const block = `for (Integer i = 0; i < 3; i++) { ${send(80_000)} }`;
    const outcome = await run(block, [], host);
    expect(waits).to.deep.equal([80_000, 50_000]);
    expect(outcome.exceptionMessage).to.equal(
      'System.CalloutException: Exceeded maximum time allotted for callout (120000 ms)',
    );
  });

  it('L61: an answer may be 6 MB long', async () => {
    const host = fakeHost({ callout: () => Promise.resolve(answer(200, 'x'.repeat(6_000_001))) });
    expect((await run(send(1000), [], host)).exceptionMessage).to.equal(
      'System.CalloutException: Exceeded max size limit of 6000000 with response size 6000001',
    );
  });

  it('L42: the content of a page counts as one, and a host without pages is named', async () => {
    const outcome = await run("new PageReference('/apex/X').getContent();");
    expect(outcome.exceptionMessage).to.equal(
      'System.UnsupportedOperationException: Not supported here: PageReference.getContent()',
    );
    const late = "Account a = new Account(Name = 'A'); insert a; new PageReference('/apex/X').getContent();";
    expect((await run(late)).exceptionMessage).to.include('You have uncommitted work pending');
  });

  it('a stub is mocked with WebServiceMock, and refused in a test without one', async () => {
    const bodies = [
      `public class Stub {
        public class Echo { public String text; }
        public String say() {
          Map<String, Stub.Echo> responses = new Map<String, Stub.Echo>();
          WebServiceCallout.invoke(this, new Stub.Echo(), responses,
            new String[]{'https://x.example', '', 'urn:x', 'say', 'urn:x', 'sayResponse', 'Stub.Echo'});
          return responses.get('response_x').text;
        }
      }`,
      `@IsTest private class StubTest {
        private class Mock implements WebServiceMock {
          public void doInvoke(Object stub, Object request, Map<String, Object> response, String endpoint,
              String soapAction, String requestName, String responseNS, String responseName, String responseType) {
            Stub.Echo echo = new Stub.Echo();
            echo.text = requestName + ' ' + endpoint;
            response.put('response_x', echo);
          }
        }
        @IsTest static void mocked() {
          Test.setMock(WebServiceMock.class, new Mock());
          System.assertEquals('say https://x.example', new Stub().say());
        }
        @IsTest static void unmocked() { new Stub().say(); }
      }`,
    ];
    const { tests } = await runtime.runTests(classesOf(bodies), [{ className: 'StubTest' }], () =>
      fakeHost({ isTest: true }),
    );
    expect(tests.map(({ methodName, message }) => [methodName, message])).to.deep.equal([
      ['mocked', null],
      ['unmocked', 'System.CalloutException: Methods defined as TestMethod do not support Web service callouts'],
    ]);
  });
});
