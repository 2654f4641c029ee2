import { expect } from 'chai';
import { ask, errorOf, query, recordsOf, tokenOf, tooling } from '../support/ask.ts';
import { INTEGRATION_USERNAME } from '../../../src/emulator/state/users.ts';
import { deploy } from '../metadata/metadataOrg.ts';
import { classFiles, orgWith, runLater, runNow } from './testingOrg.ts';

const CODE = `public with sharing class Code {
  public static Integer pick(Boolean first) {
    if (first) {
      return 1;
    }
    return 2;
  }
}`;
const TESTS = `@IsTest
private class CodeTest {
  @IsTest
  static void picksTheFirst() {
    Assert.areEqual(1, Code.pick(true));
  }
  @IsTest
  static void failsOnPurpose() {
    Assert.areEqual(3, Code.pick(false), 'not three');
  }
}`;
const PLAIN = `@IsTest private class PlainTest { @IsTest static void holds() { Assert.isTrue(true); } }`;

const idIn = ({ body }: { body: unknown }): string => String(body).replaceAll('"', '');

describe('runs of tests', () => {
  it('at once: says what passed, what failed and where, and which lines are not covered', async () => {
    const org = await orgWith([CODE, TESTS]);
    const { status, body } = await runNow(org, { tests: [{ className: 'CodeTest' }] });
    expect(status).to.equal(200);
    const result = body as Record<string, Record<string, unknown>[]>;
    expect(result).to.deep.include({ numTestsRun: 2, numFailures: 1 });
    expect(result['successes']?.map(({ methodName }) => methodName)).to.deep.equal(['picksTheFirst']);
    expect(result['failures']?.[0]).to.include({
      methodName: 'failsOnPurpose',
      message: 'System.AssertException: Assertion Failed: not three: Expected: 3, Actual: 2',
      stackTrace: 'Class.CodeTest.failsOnPurpose: line 9, column 1',
    });
    expect(result['codeCoverage']).to.have.length(1);
    expect(result['codeCoverage']?.[0]).to.include({ name: 'Code', numLocations: 3, numLocationsNotCovered: 0 });
  });

  it('at once: one method by name, without coverage when that is skipped', async () => {
    const org = await orgWith([CODE, TESTS]);
    const tests = [{ className: 'codetest', testMethods: ['PicksTheFirst'] }];
    const { body } = await runNow(org, { tests, skipCodeCoverage: true });
    expect(body).to.deep.include({ numTestsRun: 1, numFailures: 0, codeCoverage: [] });
    expect(recordsOf(await tooling(org, 'SELECT Id FROM ApexCodeCoverage'))).to.deep.equal([]);
  });

  it('as a job: is queued, then has a result for each method', async () => {
    const clock = { ms: Date.UTC(2026, 5, 1) };
    const org = await orgWith([CODE, TESTS, PLAIN], { now: () => clock.ms });
    org.state.switches.jobMs = 2000;
    const id = idIn(await runLater(org, { testLevel: 'RunLocalTests', category: ['Apex'] }));
    expect(id).to.match(/^707\w{15}$/);
    const run = `SELECT Status, ClassesEnqueued, ClassesCompleted, MethodsEnqueued, MethodsCompleted, MethodsFailed, EndTime, IsAllTests FROM ApexTestRunResult WHERE AsyncApexJobId = '${id}'`;
    const items = `SELECT Status, ExtendedStatus, ApexClass.Name FROM ApexTestQueueItem WHERE ParentJobId = '${id}' ORDER BY ApexClass.Name`;
    expect(recordsOf(await tooling(org, run))[0]).to.include({ Status: 'Queued', MethodsEnqueued: 3, EndTime: null });
    expect(recordsOf(await tooling(org, items)).map(({ Status }) => Status)).to.deep.equal(['Queued', 'Queued']);
    clock.ms += 2000;
    expect(recordsOf(await tooling(org, run))[0]).to.include({
      Status: 'Failed',
      ClassesEnqueued: 2,
      ClassesCompleted: 2,
      MethodsCompleted: 2,
      MethodsFailed: 1,
      EndTime: '2026-06-01T00:00:02.000+0000',
      IsAllTests: true,
    });
    const extended = recordsOf(await tooling(org, items)).map(({ ExtendedStatus }) => ExtendedStatus);
    expect(extended).to.deep.equal(['(1/2)', '(1/1)']);
    const results = `SELECT MethodName, Outcome, ApexClass.Name, QueueItem.Status FROM ApexTestResult WHERE AsyncApexJobId = '${id}'`;
    expect(
      recordsOf(await tooling(org, results)).map(({ MethodName, Outcome }) => [MethodName, Outcome]),
    ).to.deep.equal([
      ['picksTheFirst', 'Pass'],
      ['failsOnPurpose', 'Fail'],
      ['holds', 'Pass'],
    ]);
  });

  it('keeps what each method used of its limits, in and around Test.startTest()', async () => {
    const uses = `@IsTest
private class UsesTest {
  @IsTest static void uses() {
    insert new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b') };
    Test.startTest();
    System.assertEquals(2, [SELECT Id FROM Account].size());
    System.assertEquals(2, Limits.getQueryRows());
    System.assertEquals(0, Limits.getDmlRows());
    Test.stopTest();
    System.assertEquals(2, Limits.getDmlRows());
  }
}`;
    const org = await orgWith([uses]);
    const id = idIn(await runLater(org, { classNames: 'UsesTest' }));
    const soql = `SELECT Outcome, (SELECT Soql, QueryRows, Dml, DmlRows, Callouts, LimitContext FROM ApexTestResults) FROM ApexTestResult WHERE AsyncApexJobId = '${id}'`;
    const [result] = recordsOf(await tooling(org, soql));
    expect(result).to.include({ Outcome: 'Pass' });
    const limits = result?.['ApexTestResults'] as { entityTypeName: string; records: Record<string, unknown>[] };
    expect(limits.entityTypeName).to.equal('ApexTestResultLimits');
    expect(limits.records[0]).to.include({
      Soql: 1,
      QueryRows: 2,
      Dml: 1,
      DmlRows: 2,
      Callouts: 0,
      LimitContext: 'SYNC',
    });
  });

  it('keeps coverage by method, by class and for the org, until the class changes', async () => {
    const clock = { ms: Date.UTC(2026, 5, 1) };
    const org = await orgWith([CODE, TESTS, PLAIN], { now: () => clock.ms });
    await runNow(org, { tests: [{ className: 'CodeTest', testMethods: ['picksTheFirst'] }] });
    const byMethod = 'SELECT TestMethodName, ApexClassOrTrigger.Name, NumLinesCovered, Coverage FROM ApexCodeCoverage';
    const byClass =
      'SELECT ApexClassOrTrigger.Name, NumLinesCovered, NumLinesUncovered, Coverage FROM ApexCodeCoverageAggregate';
    const ofOrg = 'SELECT PercentCovered FROM ApexOrgWideCoverage';
    expect(recordsOf(await tooling(org, byMethod))[0]).to.deep.include({
      TestMethodName: 'picksTheFirst',
      NumLinesCovered: 2,
      Coverage: { coveredLines: [3, 4], uncoveredLines: [6] },
    });
    expect(recordsOf(await tooling(org, byClass))[0]).to.deep.include({
      NumLinesUncovered: 1,
      Coverage: { coveredLines: [3, 4], uncoveredLines: [6] },
    });
    expect(recordsOf(await tooling(org, ofOrg))[0]).to.include({ PercentCovered: 66 });
    await runNow(org, { tests: [{ className: 'CodeTest', testMethods: ['failsOnPurpose'] }] });
    expect(recordsOf(await tooling(org, byMethod))).to.have.length(2);
    expect(recordsOf(await tooling(org, ofOrg))[0]).to.include({ PercentCovered: 100 });

    clock.ms += 1000;
    await deploy(org, classFiles([CODE.replace('return 2', 'return 3')]));
    expect(recordsOf(await tooling(org, byMethod))).to.deep.equal([]);
    expect(recordsOf(await tooling(org, ofOrg))[0]).to.include({ PercentCovered: 0 });
  });

  it('refuses what names no test, names a class twice, or is not emulated', async () => {
    const org = await orgWith([CODE, TESTS]);
    const refusal = async (body: Record<string, unknown>): Promise<string> => {
      const answer = await runLater(org, body);
      return `${answer.status} ${errorOf(answer).errorCode}: ${errorOf(answer).message}`;
    };
    expect(await refusal({ tests: [{ className: 'Code' }] })).to.equal(
      "403 INVALID_INPUT: This class name's value is invalid: Code. Provide the name of an Apex class that has test methods.",
    );
    expect(await refusal({ tests: [{ className: 'CodeTest' }, { className: 'CodeTest' }] })).to.equal(
      '403 INVALID_INPUT: Include the class name CodeTest only once.',
    );
    expect(await refusal({})).to.match(/^403 INVALID_INPUT: Always provide a classes, suites, tests, or testLevel/);
    expect(await refusal({ suiteNames: 'Smoke' })).to.match(/^501 NOT_EMULATED: suiteNames is not emulated/);
  });

  it('L65: takes View Setup, at the endpoint and for the rows', async () => {
    const org = await orgWith([CODE, TESTS]);
    const token = tokenOf(org, INTEGRATION_USERNAME);
    const path = '/services/data/v66.0/tooling/runTestsSynchronous';
    const answer = await ask(org, path, { method: 'POST', body: { tests: [{ className: 'CodeTest' }] }, token });
    expect([answer.status, errorOf(answer).errorCode]).to.deep.equal([403, 'INSUFFICIENT_ACCESS']);
    expect(errorOf(await query(org, 'SELECT Id FROM ApexTestResult', token)).errorCode).to.equal('INVALID_TYPE');
  });
});
