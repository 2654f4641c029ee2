import type { OrgState } from '../../state/orgState.ts';
import type { MetadataProblem } from '../metadataProblem.ts';
import type { Candidate } from '../applyComponent.ts';
import { apexName, isApex } from '../../tooling/apexSources.ts';
import { classesAfter, compileApex } from './compileApex.ts';
import { compilePages } from './compilePages.ts';
import type { DeployPlan } from './deployPlan.ts';
import { pendingClasses } from './pendingClasses.ts';
import { orgAfter } from './orgAfter.ts';

const candidatesOf = ({ entries }: DeployPlan, isWanted: (type: string) => boolean): Candidate[] =>
  entries.flatMap((entry) => ('candidate' in entry && isWanted(entry.candidate.type.name) ? [entry.candidate] : []));

const apexOf = (plan: DeployPlan): Candidate[] => candidatesOf(plan, isApex);

const nameOf = ({ type, fullName }: Candidate): string => apexName(type.name, fullName);

/**
 * L53, for a whole deploy. Where what works is kept (L50), the classes that compile are compiled again without those
 * that do not, until the rest holds. Pages come last: they use classes. What is in `failed` (`Type/FullName`) neither
 * comes nor goes.
 */
export const judgeApex = async (
  state: OrgState,
  plan: DeployPlan,
  failed: ReadonlySet<string> = new Set(),
): Promise<ReadonlyMap<string, readonly MetadataProblem[]>> => {
  const { before, after } = plan.deletions;
  const works = (type: string, fullName: string): boolean => !failed.has(`${type}/${fullName}`);
  const coming = plan.entries.filter(({ subject }) => works(subject.componentType, subject.fullName));
  const candidates = candidatesOf({ ...plan, entries: coming }, () => true);
  const gone = [...before, ...after].filter(({ type, fullName }) => works(type, fullName));
  const seen = orgAfter(state, candidates, gone);
  const deleted = [...before, ...after]
    .filter(({ type }) => isApex(type))
    .map(({ type, fullName }) => apexName(type, fullName));
  const touched = new Set([...apexOf(plan).map(nameOf), ...deleted].map((name) => name.toLowerCase()));
  const problems = new Map<string, readonly MetadataProblem[]>(
    [...pendingClasses(state)].filter(([name]) => touched.has(name)),
  );
  for (;;) {
    const isLeft = (name: string): boolean => !problems.has(name.toLowerCase());
    const left = apexOf(plan).filter((one) => isLeft(nameOf(one)));
    const found = await compileApex(seen, left, deleted.filter(isLeft));
    for (const [name, list] of found) problems.set(name, list);
    if (found.size > 0 && !plan.options.rollbackOnError) continue;
    const without = new Set(deleted.filter(isLeft).map((name) => name.toLowerCase()));
    const pages = await compilePages(
      seen,
      classesAfter(seen, left, without),
      candidatesOf(plan, (type) => type === 'ApexPage'),
    );
    return new Map([...problems, ...pages]);
  }
};
