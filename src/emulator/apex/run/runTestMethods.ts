import type { ApexHost, LineCoverage, TestOutcome, TestSelection } from '../host.ts';
import type { Program } from '../link/program.ts';
import type { Method, TypeDef } from '../model.ts';
import { runJobs } from './jobs.ts';
import { runUnit, uncaughtText } from './runUnit.ts';
import { newTransaction } from './transaction.ts';

type HostFor = (className: string, methodName: string) => ApexHost;

const isTest = (method: Method): boolean =>
  method.modifiers.annotations.has('istest') || method.modifiers.words.includes('testmethod');

const methodsOf = (def: TypeDef, names: readonly string[] | undefined): Method[] => {
  const wanted = names?.map((name) => name.toLowerCase());
  return [...def.methods.values()]
    .flat()
    .filter((method) => method.isStatic && isTest(method) && (!wanted || wanted.includes(method.name.toLowerCase())));
};

const setupsOf = (def: TypeDef): Method[] =>
  [...def.methods.values()].flat().filter((method) => method.modifiers.annotations.has('testsetup'));

const runMethod = async (
  program: Program,
  def: TypeDef,
  method: Method,
  hostFor: HostFor,
  coverage: Map<TypeDef, Set<number>>,
): Promise<TestOutcome> => {
  const host = hostFor(def.name, method.name);
  const started = host.now();
  const tx = newTransaction(program, host, 'RUNTEST_SYNC', def.apiVersion);
  tx.test ??= { mocks: new Map(), started: false, stopped: false };
  tx.coverage = coverage;
  const error = await runUnit(tx, `${def.name}.${method.name}()`, async () => {
    for (const setup of setupsOf(def)) await setup.invoke(tx, null, []);
    Object.assign(tx, { pending: false, statics: new Map(), initialized: new Set() });
    await method.invoke(tx, null, []);
    await runJobs(tx);
  });
  return {
    className: def.name,
    methodName: method.name,
    outcome: error ? 'Fail' : 'Pass',
    message: error && uncaughtText(error),
    stackTrace: error?.value.thrown?.trace ?? null,
    durationMs: host.now() - started,
    log: tx.logLines,
  };
};

const outer = (def: TypeDef): TypeDef => (def.outer ? outer(def.outer) : def);

/** Lines by outer class; test classes are not counted. Lines of bodies that were never reached are found by binding them. */
const coverageOf = (program: Program, covered: Map<TypeDef, Set<number>>): LineCoverage[] =>
  [...program.classes.values()]
    .filter((def) => def.kind === 'class' && !def.modifiers.annotations.has('istest'))
    .map((top) => {
      for (const check of program.checks.get(top) ?? []) check();
      const linesIn = (all: Map<TypeDef, Set<number>>): number[] =>
        [...new Set([...all].filter(([def]) => outer(def) === top).flatMap(([, lines]) => [...lines]))].sort(
          (a, b) => a - b,
        );
      return { className: top.name, lines: linesIn(program.lines), covered: linesIn(covered) };
    });

/** Each method in a transaction of its own, with its own statics, mocks and host. */
export const runTestMethods = async (
  program: Program,
  selection: readonly TestSelection[],
  hostFor: HostFor,
): Promise<{ tests: TestOutcome[]; coverage: LineCoverage[] }> => {
  const covered = new Map<TypeDef, Set<number>>([...program.lines.keys()].map((def) => [def, new Set<number>()]));
  for (const top of program.classes.values())
    for (const def of [top, ...top.inner.values()]) if (!covered.has(def)) covered.set(def, new Set());
  const tests: TestOutcome[] = [];
  for (const { className, methods } of selection) {
    const def = program.classes.get(className.toLowerCase());
    if (!def?.modifiers.annotations.has('istest')) continue;
    for (const method of methodsOf(def, methods)) tests.push(await runMethod(program, def, method, hostFor, covered));
  }
  return { tests, coverage: coverageOf(program, covered) };
};
