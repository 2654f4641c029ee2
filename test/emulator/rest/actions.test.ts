import { expect } from 'chai';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { INTEGRATION_USERNAME } from '../../../src/emulator/state/users.ts';
import { deploy } from '../metadata/metadataOrg.ts';
import { ask, errorOf, tokenOf, type Answer } from '../support/ask.ts';
import { put } from '../support/component.ts';
import { assign } from '../support/loopback.ts';

const CANCEL = '/services/data/v62.0/actions/standard/cancelApprovalSubmission';

const submission = async (emulator: Emulator, status = 'In Progress'): Promise<string> => {
  const account = await ask(emulator, '/services/data/v66.0/sobjects/Account', { method: 'POST', body: { Name: 'A' } });
  const body = { RelatedRecordId: (account.body as { id: string }).id, Status: status };
  const made = await ask(emulator, '/services/data/v66.0/sobjects/ApprovalSubmission', { method: 'POST', body });
  return (made.body as { id: string }).id;
};

const cancel = (emulator: Emulator, input: Record<string, unknown>, path = CANCEL, token?: string): Promise<Answer> =>
  ask(emulator, path, { method: 'POST', body: { inputs: [input] }, ...(token === undefined ? {} : { token }) });

const codeOf = ({ body }: Answer): string | undefined =>
  (body as { errors: { statusCode: string }[] }[])[0]?.errors[0]?.statusCode;

describe('cancelApprovalSubmission', () => {
  it('L70: cancels a submission in progress and a suspended one', async () => {
    const emulator = createEmulator();
    for (const status of ['In Progress', 'Suspended']) {
      const id = await submission(emulator, status);
      expect(id).to.match(/^9iP/);
      const { status: http, body } = await cancel(emulator, { approvalSubmissionId: id, comments: 'Not needed' });
      expect(http).to.equal(200);
      expect(body).to.deep.equal([
        {
          actionName: 'cancelApprovalSubmission',
          errors: null,
          isSuccess: true,
          outputValues: null,
          invocationId: null,
          outcome: null,
          sortOrder: -1,
          version: 1,
        },
      ]);
      const read = await ask(emulator, `/services/data/v66.0/sobjects/ApprovalSubmission/${id}`);
      expect(read.body).to.include({ Status: 'Canceled', Comments: 'Not needed' });
      expect(codeOf(await cancel(emulator, { approvalSubmissionId: id }))).to.equal('INVALID_STATUS');
    }
  });

  it('refuses a bad id, a missing one and an input that it does not have', async () => {
    const emulator = createEmulator();
    const answer = await cancel(emulator, { approvalSubmissionId: '9iPxx00000001lhEBA' });
    expect(answer.status).to.equal(400);
    expect(codeOf(answer)).to.equal('INVALID_ID_FIELD');
    expect(codeOf(await cancel(emulator, {}))).to.equal('REQUIRED_FIELD_MISSING');
    expect(codeOf(await cancel(emulator, { id: 'x' }))).to.equal('INVALID_API_INPUT');
  });

  it('L70: takes the Approval Admin permission', async () => {
    const emulator = createEmulator();
    const id = await submission(emulator);
    const token = tokenOf(emulator, INTEGRATION_USERNAME);
    const answer = await cancel(emulator, { approvalSubmissionId: id }, CANCEL, token);
    expect(codeOf(answer)).to.equal('INSUFFICIENT_ACCESS_OR_READONLY');
  });

  it('L70: is unknown before 62.0', async () => {
    const path = CANCEL.replace('62.0', '61.0');
    const answer = await cancel(createEmulator(), { approvalSubmissionId: 'x' }, path);
    expect([answer.status, errorOf(answer).errorCode]).to.deep.equal([404, 'NOT_FOUND']);
  });
});

const ACTION = `public with sharing class Greet {
  @InvocableMethod(label='Greet' callout=true)
  public static List<Result> run(List<Input> inputs) {
    List<Result> results = new List<Result>();
    for (Input input : inputs) {
      if (input.name == 'nobody') { throw new IllegalArgumentException('Nobody to greet'); }
      if (input.name == 'call') {
        HttpRequest request = new HttpRequest();
        request.setEndpoint(URL.getOrgDomainUrl().toExternalForm() + '/services/data');
        request.setMethod('GET');
        input.name = String.valueOf(new Http().send(request).getStatusCode());
      }
      Result one = new Result();
      one.text = input.greeting + ' ' + input.name;
      results.add(one);
    }
    return results;
  }
  public class Input {
    @InvocableVariable(required=true)
    public String name;
    @InvocableVariable
    public String greeting = 'Hello';
    public String hidden;
  }
  public class Result {
    @InvocableVariable
    public String text;
    public String hidden = 'x';
  }
}`;

const withAction = (options: EmulatorOptions = {}, source = ACTION): Emulator => {
  const emulator = createEmulator(options);
  put(emulator.state, 'ApexClass', 'Greet', '<apiVersion>66.0</apiVersion><status>Active</status>', source);
  return emulator;
};

const GREET = '/services/data/v66.0/actions/custom/apex/Greet';

const greet = (emulator: Emulator, inputs: unknown[], headers: Record<string, string> = {}): Promise<Answer> =>
  ask(emulator, GREET, { method: 'POST', body: { inputs }, headers });

describe('invocable methods of the org', () => {
  it('L68: run once for all inputs and give a result for each', async () => {
    const { status, body } = await greet(withAction(), [{ name: 'Ada' }, { name: 'Ines', greeting: 'Ciao' }]);
    expect(status).to.equal(200);
    expect((body as { outputValues: unknown }[]).map(({ outputValues }) => outputValues)).to.deep.equal([
      { text: 'Hello Ada' },
      { text: 'Ciao Ines' },
    ]);
  });

  it('give what their code throws as an error', async () => {
    const { status, body } = await greet(withAction(), [{ name: 'nobody' }]);
    expect(status).to.equal(400);
    expect(JSON.stringify(body)).to.include('System.IllegalArgumentException: Nobody to greet');
  });

  it('refuse inputs that are no invocable variables, and want the required ones', async () => {
    expect(JSON.stringify((await greet(withAction(), [{ name: 'x', hidden: 'y' }])).body)).to.include('hidden');
    expect(JSON.stringify((await greet(withAction(), [{}])).body)).to.include('Missing required input parameter: name');
  });

  it('are for those who may run the class', async () => {
    const emulator = withAction();
    const token = tokenOf(emulator, INTEGRATION_USERNAME);
    const asIntegration = (): Promise<Answer> =>
      ask(emulator, GREET, { method: 'POST', body: { inputs: [{ name: 'x' }] }, token });
    expect((await asIntegration()).status).to.equal(404);
    const access = '<label>A</label><classAccesses><apexClass>Greet</apexClass><enabled>true</enabled></classAccesses>';
    assign(emulator.state, put(emulator.state, 'PermissionSet', 'A', access).id, INTEGRATION_USERNAME);
    expect((await asIntegration()).status).to.equal(200);
  });

  const callout = { sfdc_stack_depth: '1' };

  it('L49 (calloutLoops: refused): cannot call out when a callout is what they run for', async () => {
    const refused = await greet(withAction(), [{ name: 'call' }], callout);
    expect(JSON.stringify(refused.body)).to.include('System.CalloutException: Callout loop not allowed');
    const plain = await greet(withAction(), [{ name: 'call' }]);
    expect(JSON.stringify(plain.body)).to.include('Hello 200');
  });

  it('L49 (calloutLoops: allowed): call out when a callout is what they run for', async () => {
    const allowed = await greet(withAction({ switches: { calloutLoops: 'allowed' } }), [{ name: 'call' }], callout);
    expect(JSON.stringify(allowed.body)).to.include('Hello 200');
  });

  it('L49: anonymous Apex that a callout runs cannot call out either', async () => {
    const block = `HttpRequest request = new HttpRequest();
      request.setEndpoint(URL.getOrgDomainUrl().toExternalForm());
      new Http().send(request);`;
    const path = `/services/data/v66.0/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(block)}`;
    const { body } = await ask(createEmulator(), path, { headers: { sfdc_stack_depth: '1' } });
    expect(body).to.include({ exceptionMessage: 'System.CalloutException: Callout loop not allowed' });
  });

  const undeclared = (source: string): string => source.replace(' callout=true', '');

  it('L68 (undeclaredActionCallouts: allowed): call out without declaring it', async () => {
    const org = withAction({ switches: { undeclaredActionCallouts: 'allowed' } }, undeclared(ACTION));
    expect(JSON.stringify((await greet(org, [{ name: 'call' }])).body)).to.include('Hello 200');
  });

  it('L68 (undeclaredActionCallouts: refused): have to declare callout=true, or find work pending', async () => {
    const switches = { undeclaredActionCallouts: 'refused' } as const;
    const { body } = await greet(withAction({ switches }, undeclared(ACTION)), [{ name: 'call' }]);
    expect(JSON.stringify(body)).to.include('You have uncommitted work pending');
    expect(JSON.stringify((await greet(withAction({ switches }), [{ name: 'call' }])).body)).to.include('Hello 200');
  });

  for (const [what, source, problem] of [
    ['static', '@InvocableMethod public void run(List<String> a) {}', 'InvocableMethod methods must be static'],
    [
      'public',
      '@InvocableMethod static void run(List<String> a) {}',
      'InvocableMethod methods must be public or global',
    ],
    ['of lists', '@InvocableMethod public static void run(String a) {}', 'Unsupported parameter type String'],
    [
      'of results in lists',
      '@InvocableMethod public static String run(List<String> a) { return null; }',
      'Unsupported return type',
    ],
    [
      'one a class',
      '@InvocableMethod public static void a(List<String> a) {} @InvocableMethod public static void b(List<String> a) {}',
      'Only one method per type can be defined with: InvocableMethod',
    ],
    [
      'outside inner classes',
      'public class In { @InvocableMethod public static void a(List<String> a) {} }',
      'outer class',
    ],
  ] as const) {
    it(`L68: have to be ${what}`, async () => {
      const meta =
        '<?xml version="1.0"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">' +
        '<apiVersion>66.0</apiVersion><status>Active</status></ApexClass>';
      const { failures } = await deploy(createEmulator(), {
        'classes/Act.cls': `public class Act { ${source} }`,
        'classes/Act.cls-meta.xml': meta,
      });
      expect(failures.join('\n')).to.include(problem);
    });
  }
});
