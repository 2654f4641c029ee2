import type { OrgState } from '../../state/orgState.ts';
import { commitCopy, copyOrg } from '../copyOrg.ts';
import { problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change } from '../metadataType.ts';
import type { Invocation } from '../operation.ts';

/** What became of one component of a CRUD call. */
export type Outcome = { fullName: string; created: boolean; problems: readonly MetadataProblem[] };

/** One component of a CRUD call. It is judged first, which may take a while, and then changed at once. */
export type Step = {
  fullName: string;
  /** What keeps it from being changed, as the org is. */
  judge: (state: OrgState) => Promise<readonly MetadataProblem[]>;
  change: (change: Change) => Outcome;
};

const changeOf = (before: OrgState, { userId, apiVersion }: Invocation): Change => ({
  draft: copyOrg(before, before.now()),
  before,
  version: Number(apiVersion),
  userId,
  channel: 'crud',
  ignoreWarnings: true,
});

/** Takes a step in an org; what fails leaves nothing behind. */
const take = async (step: Step, state: OrgState, invocation: Invocation): Promise<Outcome> => {
  const problems = await step.judge(state);
  if (problems.length > 0) return { fullName: step.fullName, created: false, problems };
  const change = changeOf(state, invocation);
  const outcome = step.change(change);
  if (outcome.problems.length === 0) commitCopy(state, change.draft);
  return outcome;
};

const takeEach = async (steps: readonly Step[], state: OrgState, invocation: Invocation): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const step of steps) outcomes.push(await take(step, state, invocation));
  return outcomes;
};

const rolledBack = problemOf(
  'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  'Record rolled back because not all records were valid and the request was using AllOrNone header',
);

/**
 * Carries out a CRUD call: one component after the other, each by itself, or (AllOrNoneHeader) all of them or none. The
 * latter is tried on a copy, since judging takes its time, and then done at once.
 */
export const runSteps = async (steps: readonly Step[], invocation: Invocation): Promise<Outcome[]> => {
  const { state, allOrNone } = invocation;
  if (!allOrNone) return takeEach(steps, state, invocation);
  const tried = await takeEach(steps, copyOrg(state, state.now()), invocation);
  const isWhole = (outcomes: readonly Outcome[]): boolean => outcomes.every(({ problems }) => problems.length === 0);
  const undone = (outcomes: readonly Outcome[]): Outcome[] =>
    outcomes.map((each) => (each.problems.length === 0 ? { ...each, created: false, problems: [rolledBack] } : each));
  if (!isWhole(tried)) return undone(tried);
  const change = changeOf(state, invocation);
  const done = steps.map((step) => step.change(change));
  if (!isWhole(done)) return undone(done);
  commitCopy(state, change.draft);
  return done;
};
