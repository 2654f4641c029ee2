import { applyComponent, type Candidate } from '../applyComponent.ts';
import type { MetadataProblem } from '../metadataProblem.ts';
import type { Change } from '../metadataType.ts';
import { apexName, isApex } from '../../tooling/apexSources.ts';
import { METADATA_TYPES } from '../types/table.ts';
import type { Entry } from './candidates.ts';
import { pageKey } from './compilePages.ts';
import { failureMessage, successMessage, type DeployMessage } from './deployMessage.ts';
import { fieldMessage, fieldMessages } from './fieldMessages.ts';

/** Where the compiler's problems with a component are. */
const keyOf = ({ type, fullName }: Candidate): string =>
  type.name === 'ApexPage' ? pageKey(fullName) : isApex(type.name) ? apexName(type.name, fullName).toLowerCase() : '';

/** A field is applied when its object is. */
const typeOf = (entry: Entry): string =>
  'candidate' in entry ? entry.candidate.type.name : entry.subject.componentType;

const inFile = (problem: MetadataProblem): MetadataProblem =>
  problem.unreadable ? { ...problem, problem: `Error parsing file: ${problem.problem}` } : problem;

const applyEntry = (
  entry: Entry,
  change: Change,
  apexProblems: ReadonlyMap<string, readonly MetadataProblem[]>,
): DeployMessage[] => {
  const { subject } = entry;
  const at = change.draft.now();
  const failures = (problems: readonly MetadataProblem[]): DeployMessage[] =>
    problems.map((problem) => failureMessage(subject, at, inFile(problem)));
  if ('problem' in entry) return failures([entry.problem]);
  const uncompiled = apexProblems.get(keyOf(entry.candidate));
  if (uncompiled) return failures(uncompiled);
  const applied = applyComponent(entry.candidate, change);
  if ('problems' in applied) return failures(applied.problems);
  if (entry.candidate.isPart) return [fieldMessage(subject, change.before, change.draft)];
  const { stored, created, changed } = applied;
  return [
    successMessage(subject, at, { id: stored.id, created, changed }),
    ...fieldMessages(entry.candidate, subject, change.before, change.draft),
  ];
};

/** Puts a package's components into the draft, type by type; what fails is left out, and said. */
export const applyEntries = (
  entries: readonly Entry[],
  change: Change,
  apexProblems: ReadonlyMap<string, readonly MetadataProblem[]>,
): DeployMessage[] => {
  const order = new Map(METADATA_TYPES.map((type, index) => [type.name, index]));
  return entries
    .toSorted((a, b) => (order.get(typeOf(a)) ?? -1) - (order.get(typeOf(b)) ?? -1))
    .flatMap((entry) => applyEntry(entry, change, apexProblems));
};
