import { expect } from 'chai';
import { XMLParser } from 'fast-xml-parser';
import { junitReceipt } from '../../../../../src/core/receipt/junit/junitReceipt.ts';
import type { VerifyReport } from '../../../../../src/core/report.ts';
import { ofAllKinds, tokenRefused, verifyReport } from '../../../../support/verifyReport.ts';

type Node = { name: string; attributes: Record<string, string>; children: Node[]; text: string };

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
});

type Raw = Record<string, Raw[] | string | Record<string, string>>;

const read = (raw: Raw): Node[] =>
  Object.entries(raw).flatMap(([name, content]) => {
    if (!Array.isArray(content) || name.startsWith('?')) return [];
    const text = content.map((each) => each['#text']).filter((part) => typeof part === 'string');
    const attributes = (raw[':@'] ?? {}) as Record<string, string>;
    return [{ name, attributes, text: text.join(''), children: content.flatMap(read) }];
  });

const parse = (report: VerifyReport): Node => (PARSER.parse(junitReceipt(report)) as Raw[]).flatMap(read)[0]!;

/** The rules that the schemas of Ant and Jenkins share: what an element may hold, and what it must. */
const RULES: Readonly<
  Record<string, { may: readonly string[]; must: readonly string[]; children: readonly string[] }>
> = {
  testsuites: { must: [], may: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: {
    must: ['name', 'tests', 'failures', 'errors', 'time'],
    may: ['name', 'tests', 'failures', 'errors', 'time', 'skipped', 'timestamp', 'hostname'],
    children: ['properties', 'testcase'],
  },
  properties: { must: [], may: [], children: ['property'] },
  property: { must: ['name', 'value'], may: ['name', 'value'], children: [] },
  testcase: {
    must: ['name', 'classname', 'time'],
    may: ['name', 'classname', 'time'],
    children: ['skipped', 'error', 'failure', 'system-out'],
  },
  skipped: { must: [], may: ['message'], children: [] },
  failure: { must: ['type'], may: ['type', 'message'], children: [] },
  error: { must: ['type'], may: ['type', 'message'], children: [] },
  'system-out': { must: [], may: [], children: [] },
};

const NUMERIC = ['tests', 'failures', 'errors', 'skipped', 'time'];

const problemsOf = ({ name, attributes, children }: Node): string[] => {
  const rule = RULES[name];
  if (rule === undefined) return [`unknown element ${name}`];
  const given = Object.keys(attributes);
  const order = children.map((child) => rule.children.indexOf(child.name));
  return [
    ...rule.must.filter((attribute) => !given.includes(attribute)).map((missing) => `${name} lacks ${missing}`),
    ...given.filter((attribute) => !rule.may.includes(attribute)).map((more) => `${name} has ${more}`),
    ...given.filter((attribute) => NUMERIC.includes(attribute) && !/^\d+(\.\d+)?$/.test(attributes[attribute] ?? '')),
    ...(order.includes(-1) || order.some((place, index) => place < (order[index - 1] ?? 0))
      ? [`children of ${name}`]
      : []),
    ...children.flatMap(problemsOf),
  ];
};

const all = ({ children }: Node, name: string): Node[] =>
  children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);

const verdicts = (root: Node): Record<string, number> =>
  Object.fromEntries(['failure', 'error', 'skipped'].map((name) => [name, all(root, name).length]));

describe('junitReceipt', () => {
  for (const [what, happened] of Object.entries({
    healthy: {},
    'without a token': tokenRefused,
    'of all kinds': ofAllKinds,
  })) {
    it(`keeps to the usual schema and counts rightly: ${what}`, () => {
      const root = parse(verifyReport(happened));
      expect(problemsOf(root)).to.deep.equal([]);
      const suites = all(root, 'testsuite');
      for (const suite of suites) {
        const { failure, error, skipped } = verdicts(suite);
        const { tests, failures, errors, skipped: said } = suite.attributes;
        expect([tests, failures, errors, said].map(Number)).to.deep.equal([
          all(suite, 'testcase').length,
          failure,
          error,
          skipped,
        ]);
        expect(suite.attributes['timestamp']).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
      }
      expect(Number(root.attributes['tests'])).to.equal(all(root, 'testcase').length);
      expect(Number(root.attributes['failures'])).to.equal(all(root, 'failure').length);
    });
  }

  it('has a suite a context and a case a check', () => {
    const report = verifyReport();
    const root = parse(report);
    const suites = all(root, 'testsuite');
    expect(suites.map(({ attributes }) => attributes['name'])).to.deep.equal(
      report.contexts.map(({ context }) => `SelfCallout: ${context}`),
    );
    expect(all(root, 'testcase')).to.have.length(report.checks.length);
    expect(verdicts(root)).to.deep.equal({ failure: 0, error: 0, skipped: 0 });
  });

  it('fails what failed with its why and next command, skips what was not granted or reached, and errs on what waits', () => {
    const report = verifyReport(ofAllKinds);
    const root = parse(report);
    const ofSuite = (context: string): Node =>
      all(root, 'testsuite').find(({ attributes }) => attributes['name'] === `SelfCallout: ${context}`)!;
    expect(verdicts(ofSuite('anonymous'))).to.deep.equal({ failure: 0, error: 0, skipped: 1 });
    expect(verdicts(ofSuite('batch'))).to.deep.equal({ failure: 2, error: 0, skipped: 1 });
    expect(verdicts(ofSuite('scheduled'))).to.deep.equal({ failure: 0, error: 9, skipped: 2 });
    expect(verdicts(ofSuite('lightning'))).to.deep.equal({ failure: 0, error: 0, skipped: 11 });
    const [failure] = all(ofSuite('batch'), 'failure');
    expect(failure?.attributes).to.include({ type: 'sf:INVALID_SESSION_ID' });
    expect(failure?.text).to.match(/The token was refused: [^]*\nNext: sf selfcallout setup/);
  });

  it('names request, job and what stays behind', () => {
    const root = parse(verifyReport());
    const batch = all(root, 'testsuite')[2]!;
    const properties = Object.fromEntries(
      all(batch, 'property').map(({ attributes: { name = '', value } }) => [name, value]),
    );
    expect(properties).to.include({
      username: 'me@acme.example',
      orgId: '00D000000000001EAA',
      apiVersion: '67.0',
      method: 'client-credentials',
      scopes: 'Api RefreshToken',
      requestId: '4xR2kGcZ-request-id',
      jobId: '707000000000103AAA',
      leftBehind: 'Queueable 707000000000103AAA',
    });
    expect(all(batch, 'system-out')[0]?.text).to.contain('Apex job id 707000000000103AAA');
  });

  it('is never green where the command is not', () => {
    const lacking = { state: 'notGranted', why: 'The user lacks Author Apex.', next: 'sf org login web' } as const;
    const contexts = verifyReport().contexts.map(({ context }) => [context, lacking]);
    const report = verifyReport({ missing: Object.fromEntries(contexts) as Record<string, typeof lacking> });
    expect(report.outcome).to.equal('notProven');
    const root = parse(report);
    expect(problemsOf(root)).to.deep.equal([]);
    expect([verdicts(root)['failure'], root.attributes['failures']]).to.deep.equal([1, '1']);
  });

  it('holds any text that an org may say', () => {
    const message = `<b>"it's"</b> ]]> & &amp;\n line`;
    const row = (): object => ({ status: 0, exceptionType: 'System.CalloutException', message });
    const root = parse(verifyReport({ row }));
    expect(problemsOf(root)).to.deep.equal([]);
    const [failure] = all(root, 'failure');
    expect(failure?.attributes['message']).to.contain(message.replace('\n ', ' '));
    expect(failure?.text).to.contain(message);
  });
});
