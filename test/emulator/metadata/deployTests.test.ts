import { expect } from 'chai';
import { childOf, childrenOf, childText } from '../../../src/emulator/soap/envelope.ts';
import type { XmlElement } from '../../../src/emulator/soap/parseXml.ts';
import { componentsOf } from '../../../src/emulator/state/components.ts';
import { deploy, newOrg, type Deployed } from './metadataOrg.ts';

const META =
  '<?xml version="1.0"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>';
const PRODUCTION = { edition: 'production' } as const;

const classes = (bodies: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(bodies).flatMap(([name, body]) => [
      [`classes/${name}.cls`, body],
      [`classes/${name}.cls-meta.xml`, META],
    ]),
  );

const CODE = `public with sharing class Code {
  public static Integer pick(Boolean first) {
    if (first) {
      return 1;
    }
    Integer a = 2;
    a = a + 1;
    a = a + 1;
    a = a + 1;
    return a;
  }
}`;
const testOf = (body: string): string =>
  `@IsTest\nprivate class CodeTest {\n  @IsTest static void works() {\n    ${body}\n  }\n}`;
const BOTH = testOf('System.assertEquals(1, Code.pick(true)); System.assertEquals(5, Code.pick(false));');
const HALF = testOf('System.assertEquals(1, Code.pick(true));');
const WRONG = testOf("System.assertEquals(2, Code.pick(true), 'not two'); Code.pick(false);");
const specified = { testLevel: 'RunSpecifiedTests', runTests: 'CodeTest' };

const tests = ({ result }: Deployed): XmlElement | undefined => childOf(childOf(result, 'details'), 'runTestResult');

describe('tests in deploys', () => {
  it('L53: runs the tests named, and says what they covered', async () => {
    const deployed = await deploy(newOrg(), classes({ Code: CODE, CodeTest: BOTH }), { options: specified });
    expect(deployed.status).to.equal('Succeeded');
    expect(childText(deployed.result, 'numberTestsCompleted')).to.equal('1');
    expect(childText(deployed.result, 'runTestsEnabled')).to.equal('true');
    expect(childText(childOf(tests(deployed), 'successes'), 'methodName')).to.equal('works');
    const [coverage] = childrenOf(tests(deployed), 'codeCoverage');
    expect(childText(coverage, 'name')).to.equal('Code');
    expect(childText(coverage, 'numLocationsNotCovered')).to.equal('0');
  });

  it('L53: a test that fails fails the deploy, and nothing stays', async () => {
    const org = newOrg();
    const deployed = await deploy(org, classes({ Code: CODE, CodeTest: WRONG }), { options: specified });
    expect([deployed.status, deployed.failures]).to.deep.equal(['Failed', []]);
    const failure = childOf(tests(deployed), 'failures');
    expect(childText(failure, 'message')).to.include('not two');
    expect(childText(failure, 'stackTrace')).to.include('Class.CodeTest.works');
    expect(componentsOf(org.state, 'ApexClass')).to.deep.equal([]);
  });

  it('L53: the tests named must cover 75 % of each class in the package', async () => {
    const deployed = await deploy(newOrg(), classes({ Code: CODE, CodeTest: HALF }), { options: specified });
    expect(deployed.status).to.equal('Failed');
    const warning = childOf(tests(deployed), 'codeCoverageWarnings');
    expect(childText(warning, 'name')).to.equal('Code');
    expect(childText(warning, 'message')).to.include('at least 75% test coverage is required');
  });

  it('L53: a test that is not there fails the deploy', async () => {
    const options = { testLevel: 'RunSpecifiedTests', runTests: 'NopeTest' };
    const { failures } = await deploy(newOrg(), classes({ Code: CODE }), { options });
    expect(failures).to.include('ApexClass/NopeTest: No test named NopeTest found');
  });

  it('L53: production refuses NoTestRun, runs all tests for Apex and none without', async () => {
    const org = newOrg(PRODUCTION);
    const refused = await deploy(org, {}, { options: { testLevel: 'NoTestRun' } }).catch((error: unknown) =>
      error instanceof Error ? error.message : '',
    );
    expect(refused).to.equal('INVALID_OPERATION: testLevel of NoTestRun cannot be used in production organizations');
    const untested = await deploy(org, classes({ Code: CODE }));
    expect(untested.status).to.equal('Failed');
    const tested = await deploy(org, classes({ Code: CODE, CodeTest: BOTH }));
    expect([tested.status, childText(tested.result, 'numberTestsTotal')]).to.deep.equal(['Succeeded', '1']);
    const plain = await deploy(org, { 'externalClientApps/Loop.eca': '<label>Loop</label>' });
    expect([plain.status, childText(plain.result, 'numberTestsTotal')]).to.deep.equal(['Succeeded', '0']);
  });

  it('keeps what tests do to records out of the org', async () => {
    const org = newOrg();
    const test = testOf("insert new Account(Name = 'x'); System.assertEquals(1, [SELECT COUNT() FROM Account]);");
    const options = { testLevel: 'RunLocalTests' };
    const deployed = await deploy(org, classes({ CodeTest: test }), { options });
    expect([deployed.status, childText(childOf(tests(deployed), 'failures'), 'message')]).to.deep.equal([
      'Succeeded',
      undefined,
    ]);
    expect(org.state.records.get('Account') ?? []).to.deep.equal([]);
  });

  it('L51: a check-only deploy runs them as well', async () => {
    const org = newOrg();
    const options = { ...specified, checkOnly: true };
    const deployed = await deploy(org, classes({ Code: CODE, CodeTest: WRONG }), { options });
    expect(deployed.status).to.equal('Failed');
    expect(org.state.components.size).to.equal(0);
  });
});
