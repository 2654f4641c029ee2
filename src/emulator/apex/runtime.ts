import type { ApexProblem, ApexRuntime, ApexSource, OrgTypes } from './host.ts';
import { orgObjects } from './orgObjects.ts';
import { loadLibrary } from './lib/library.ts';
import { linkTrigger } from './link/linkTrigger.ts';
import { linkProgram, type ParsedClass } from './link/linkProgram.ts';
import type { Program } from './link/program.ts';
import type { TypeDef } from './model.ts';
import { orgTypeDefs } from './lib/orgTypes.ts';
import { parseClass, parseTrigger } from './parse/parse.ts';
import { runAura } from './run/runAura.ts';
import { runBlock } from './run/runBlock.ts';
import { runPage } from './run/runPage.ts';
import { linkPage } from './link/linkPage.ts';
import { runInvocable } from './run/runInvocable.ts';
import { findRest, runRest } from './run/runRest.ts';
import { runTestMethods, testMethodsOf } from './run/runTestMethods.ts';

/** Sources of so many characters in all are kept parsed; the oldest goes first. A tree takes a hundred times as much memory. */
const KEPT_CHARACTERS = 1_000_000;

/** Trees by source text: what did not change is not parsed again. */
const makeParser = <Parsed>(read: (source: string) => Promise<Parsed>): ((source: string) => Promise<Parsed>) => {
  const known = new Map<string, Promise<Parsed>>();
  let kept = 0;
  return (source) => {
    const found = known.get(source);
    if (found) return found;
    const parsed = read(source);
    known.set(source, parsed);
    kept += source.length;
    for (const [oldest] of known) {
      if (kept <= KEPT_CHARACTERS) break;
      known.delete(oldest);
      kept -= oldest.length;
    }
    return parsed;
  };
};

const parse = makeParser(parseClass);
const parseAsTrigger = makeParser(parseTrigger);

const isTrigger = ({ name }: Pick<ApexSource, 'name'>): boolean => name.startsWith('trigger ');

const NO_TYPES: OrgTypes = { settings: [], pages: [] };

/** A runtime for classes of an org that has these types of its own besides. */
export const makeApexRuntime = (types: OrgTypes = NO_TYPES): ApexRuntime => {
  let own: ReadonlyMap<string, TypeDef> | null = null;
  let last: { key: string; program: Program } | null = null;

  const link = async (sources: readonly ApexSource[]): Promise<Program> => {
    loadLibrary(orgObjects);
    own ??= orgTypeDefs(types);
    const key = JSON.stringify(sources.map(({ name, body, apiVersion }) => [name, body, apiVersion]));
    if (last?.key === key) return last.program;
    const classes: ParsedClass[] = [];
    for (const { body, apiVersion } of sources.filter((source) => !isTrigger(source))) {
      const { tree } = await parse(body);
      if (tree) classes.push({ tree, apiVersion });
    }
    const program = linkProgram(classes, own);
    for (const { body, apiVersion } of sources.filter(isTrigger)) {
      const { tree } = await parseAsTrigger(body);
      if (tree) program.triggers.push(linkTrigger(program, tree, apiVersion));
    }
    last = { key, program };
    return program;
  };

  return {
    checkClasses: async (all, changed) => {
      const program = await link(all);
      const problems = new Map<string, ApexProblem[]>();
      for (const source of all.filter((each) => changed.has(each.name) && isTrigger(each))) {
        const found = await triggerProblems(program, source);
        if (found.length > 0) problems.set(source.name, found);
      }
      for (const source of all.filter((each) => changed.has(each.name) && !isTrigger(each))) {
        const { problems: syntax, tree } = await parse(source.body);
        const found = tree ? problemsIn(program, tree.name) : [...syntax];
        if (tree && tree.name.toLowerCase() !== source.name.toLowerCase())
          found.push({
            line: tree.at.line,
            column: tree.at.column,
            message: `Class name must match the file name: ${tree.name}`,
          });
        if (found.length > 0) problems.set(source.name, found);
      }
      return problems;
    },
    runAnonymous: async (classes, block, apiVersion, host) => runBlock(await link(classes), block, apiVersion, host),
    runInvocable: async (classes, className, inputs, host) =>
      runInvocable(await link(classes), className, inputs, host),
    runAura: async (classes, call, host) => runAura(await link(classes), call, host),
    findRest: async (classes, call) => findRest(await link(classes), call),
    runRest: async (classes, call, host) => runRest(await link(classes), call, host),
    checkPage: async (classes, page) => {
      const linked = linkPage(await link(classes), page);
      return 'problem' in linked ? linked.problem : null;
    },
    runPage: async (classes, page, url, host) => runPage(await link(classes), page, url, host),
    testMethods: async (classes) => testMethodsOf(await link(classes)),
    runTests: async (classes, selection, hostFor) => runTestMethods(await link(classes), selection, hostFor),
  };
};

const triggerProblems = async (program: Program, { name, body }: ApexSource): Promise<ApexProblem[]> => {
  const { tree, problems } = await parseAsTrigger(body);
  if (!tree) return [...problems];
  if (`trigger ${tree.name}`.toLowerCase() !== name.toLowerCase())
    return [{ ...tree.at, message: `Trigger name must match the file name: ${tree.name}` }];
  return [...(program.triggers.find((trigger) => trigger.name === tree.name)?.bind().problems ?? [])];
};

/** Every body of the class bound; problems in the order of the source, each once. */
const problemsIn = (program: Program, name: string): ApexProblem[] => {
  const def = program.classes.get(name.toLowerCase());
  if (!def) return [];
  for (const check of program.checks.get(def) ?? []) check();
  const seen = new Map((program.problems.get(def) ?? []).map((problem) => [JSON.stringify(problem), problem]));
  return [...seen.values()].sort((a, b) => a.line - b.line || a.column - b.column);
};

const runtimes = new Map<string, ApexRuntime>();

/** The runtime of this process for orgs with such types: what it keeps is parsed and linked source, no state. */
export const apexRuntimeFor = (types: OrgTypes): ApexRuntime => {
  const key = JSON.stringify(types);
  const found = runtimes.get(key) ?? makeApexRuntime(types);
  runtimes.set(key, found);
  return found;
};
