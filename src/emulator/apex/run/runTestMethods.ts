import type { ApexHost, HostForTest, LineCoverage, TestOutcome, TestSelection } from '../host.ts';
import { testLimits } from '../lib/limits.ts';
import type { Program } from '../link/program.ts';
import type { Method, Tx, TypeDef } from '../model.ts';
import { coverageOf, coveredBy, noLines } from './coverage.ts';
import { runJobs } from './jobs.ts';
import { runUnit, uncaughtText } from './runUnit.ts';
import { newTransaction } from './transaction.ts';
import { noUsage } from './usage.ts';

const isTest = (method: Method): boolean =>
  method.modifiers.annotations.has('istest') || method.modifiers.words.includes('testmethod');

const ownMethods = (def: TypeDef): Method[] => [...def.methods.values()].flat();

const methodsOf = (def: TypeDef, names: readonly string[] | undefined): Method[] => {
  const wanted = names?.map((name) => name.toLowerCase());
  return ownMethods(def).filter(
    (method) => method.isStatic && isTest(method) && (!wanted || wanted.includes(method.name.toLowerCase())),
  );
};

const isTestClass = (def: TypeDef): boolean => def.modifiers.annotations.has('istest');

/** Names of test methods by class; classes without any are not there. */
export const testMethodsOf = (program: Program): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...program.classes.values()]
      .filter(isTestClass)
      .map((def) => [def.name, methodsOf(def, undefined).map(({ name }) => name)] as const)
      .filter(([, names]) => names.length > 0),
  );

const setupsOf = (def: TypeDef): Method[] =>
  ownMethods(def).filter((method) => method.modifiers.annotations.has('testsetup'));

const seesAllData = (def: TypeDef, method: Method): boolean =>
  [def, method].some(({ modifiers }) => modifiers.annotations.get('istest')?.get('seealldata') === 'true');

/** A method in a transaction of its own. */
const runMethod = async (
  program: Program,
  def: TypeDef,
  method: Method,
  host: ApexHost,
  isSetup: boolean,
): Promise<TestOutcome> => {
  const started = host.now();
  const tx: Tx = newTransaction(program, host, 'RUNTEST_SYNC', def.apiVersion);
  tx.test ??= { mocks: new Map(), started: false, stopped: false, used: noUsage };
  tx.coverage = noLines(program);
  const error = await runUnit(tx, `${def.name}.${method.name}()`, async () => {
    await method.invoke(tx, null, []);
    await runJobs(tx);
  });
  return {
    className: def.name,
    methodName: method.name,
    isSetup,
    outcome: error ? 'Fail' : 'Pass',
    message: error && uncaughtText(error),
    stackTrace: error?.value.thrown?.trace ?? null,
    durationMs: host.now() - started,
    limits: testLimits(tx),
    covered: coveredBy(tx.coverage),
    log: tx.logLines,
  };
};

/** @TestSetup runs once, before all; when it fails, no method of the class runs. */
const runClass = async (
  program: Program,
  def: TypeDef,
  methods: readonly Method[],
  hostFor: HostForTest,
): Promise<TestOutcome[]> => {
  const outcomes: TestOutcome[] = [];
  const className = def.name;
  for (const setup of methods.length > 0 ? setupsOf(def) : []) {
    const host = hostFor({ className, methodName: setup.name, isSetup: true, seesAllData: false });
    const outcome = await runMethod(program, def, setup, host, true);
    outcomes.push(outcome);
    if (outcome.outcome === 'Fail') return outcomes;
  }
  for (const method of methods) {
    const test = { className, methodName: method.name, isSetup: false, seesAllData: seesAllData(def, method) };
    outcomes.push(await runMethod(program, def, method, hostFor(test), false));
  }
  return outcomes;
};

/** Each method in a transaction of its own, with its own statics, mocks and host. */
export const runTestMethods = async (
  program: Program,
  selection: readonly TestSelection[],
  hostFor: HostForTest,
): Promise<{ tests: TestOutcome[]; coverage: LineCoverage[] }> => {
  const tests: TestOutcome[] = [];
  for (const { className, methods } of selection) {
    const def = program.classes.get(className.toLowerCase());
    if (!def || !isTestClass(def)) continue;
    tests.push(...(await runClass(program, def, methodsOf(def, methods), hostFor)));
  }
  return { tests, coverage: coverageOf(program, tests) };
};
