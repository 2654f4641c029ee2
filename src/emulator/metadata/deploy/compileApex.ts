import type { ApexProblem, ApexSource } from '../../apex/host.ts';
import type { OrgState } from '../../state/orgState.ts';
import { childText } from '../../soap/envelope.ts';
import type { Candidate } from '../applyComponent.ts';
import { apexName, apexSources } from '../../tooling/apexSources.ts';
import { loadApex } from '../../tooling/loadApex.ts';
import { problemOf, type MetadataProblem } from '../metadataProblem.ts';

const lower = (name: string): string => name.toLowerCase();

const sourceOf = (candidate: Candidate): ApexSource => ({
  name: apexName(candidate.type.name, candidate.fullName),
  body: candidate.body ?? '',
  apiVersion: childText(candidate.element, 'apiVersion') ?? '',
});

/** The org's classes as they would be: without those that go, with those that come. */
export const classesAfter = (
  state: OrgState,
  incoming: readonly Candidate[],
  deleted: ReadonlySet<string>,
): ApexSource[] => {
  const replaced = new Set(incoming.map((one) => lower(sourceOf(one).name)));
  const isKept = ({ name }: ApexSource): boolean => !replaced.has(lower(name)) && !deleted.has(lower(name));
  const kept = apexSources(state).filter(isKept);
  return [...kept, ...incoming.map(sourceOf)];
};

const toProblem = ({ line, column, message }: ApexProblem): MetadataProblem => ({
  ...problemOf('INVALID_FIELD', message),
  line,
  column,
});

const dependentProblem = (name: string, problem: ApexProblem): MetadataProblem =>
  problemOf(
    'INVALID_FIELD',
    `Dependent class is invalid and needs recompilation:\n Class ${name} : ${problem.message}`,
  );

/**
 * L53: what the compiler has against a package's classes, by class name in lower case (`trigger x` of a trigger). A
 * class outside the package that no longer compiles counts against the package's first class, or against the first that
 * is deleted.
 */
export const compileApex = async (
  state: OrgState,
  incoming: readonly Candidate[],
  deletedNames: readonly string[],
): Promise<Map<string, MetadataProblem[]>> => {
  const problems = new Map<string, MetadataProblem[]>();
  const own = new Set([...incoming.map((one) => lower(sourceOf(one).name)), ...deletedNames.map(lower)]);
  const [first] = own;
  if (first === undefined) return problems;
  const classes = classesAfter(state, incoming, new Set(deletedNames.map(lower)));
  const every = new Set(classes.map(({ name }) => name));
  const apex = await loadApex(state);
  for (const [name, found] of await apex.checkClasses(classes, every)) {
    if (found.length === 0) continue;
    const isOwn = own.has(lower(name));
    const key = isOwn ? lower(name) : first;
    const mine = found.map((problem) => (isOwn ? toProblem(problem) : dependentProblem(name, problem)));
    problems.set(key, [...(problems.get(key) ?? []), ...mine]);
  }
  return problems;
};
