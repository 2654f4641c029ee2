import { failureOf } from '../core/failure.ts';
import { fillPlaceholders } from '../core/placeholders.ts';
import { isBurntSuffix, withNextSuffix } from '../core/plan/burntSuffix.ts';
import type { Step } from '../core/plan/plan.ts';
import type { StageEvent, StageName } from '../ports/stageEvent.ts';
import { deployGroup } from './deployGroup.ts';
import { stageOf } from './setupStages.ts';
import { testsOf } from './testsOf.ts';
import type { Walk } from './walk.ts';
import { walkStep } from './walkStep.ts';

/** What to tell when the deploy failed for a burnt suffix alone, after which the plan has another one; else the error. */
const answerBurntSuffix = (error: unknown, walk: Walk): StageEvent => {
  const problems = failureOf(error)?.data?.['problems'];
  const isBurnt = Array.isArray(problems) && problems.some((problem) => isBurntSuffix(String(problem)));
  const next = isBurnt ? withNextSuffix(walk.plan, walk.request.settings.name, walk.facts) : undefined;
  if (next === undefined) throw error;
  walk.plan = next.plan;
  walk.facts = next.facts;
  return { kind: 'warning', notice: { id: 'suffixBurnt', data: [next.burnt, next.suffix] } };
};

/**
 * Does steps one after the other until one has to wait for somebody. Where a deploy failed for a burnt suffix alone, nothing
 * of it is in the org (L50), and the same step goes again with the new plan: so `steps` are asked for each time.
 */
async function* walkAll(
  steps: () => readonly Step[],
  act: (step: Step, walk: Walk) => AsyncGenerator<StageEvent, void>,
  walk: Walk,
): AsyncGenerator<StageEvent, void> {
  let at = 0;
  for (let step = steps()[at]; step !== undefined && !walk.isPending; step = steps()[at]) {
    try {
      yield* act(step, walk);
      at += 1;
    } catch (error) {
      yield answerBurntSuffix(error, walk);
    }
  }
}

/** Does the steps of one stage. */
export const walkStage = (stage: StageName, walk: Walk): AsyncGenerator<StageEvent, void> =>
  walkAll(() => walk.plan.steps.filter((step) => stageOf(step, walk.request.settings) === stage), walkStep, walk);

/** Deploys to see whether it could be, with a key and secret that nobody will have. */
async function* check(step: Step, walk: Walk): AsyncGenerator<StageEvent, void> {
  if (step.kind !== 'deploy') return yield* walkStep(step, walk);
  const { ports, request, deploys, signal } = walk;
  const { key, secret } = ports.secrets.newPair();
  const values = { consumerKey: key, consumerSecret: secret };
  const components = step.components.map((component) => ({
    ...component,
    files: fillPlaceholders(request.settings.name, component.files, values),
  }));
  const options = { checkOnly: true, runTests: testsOf(request.settings.name, components, walk) };
  yield* deployGroup(ports.org, components, options, deploys, signal);
}

/** The check-only deploys of a dry run: the trial of a Connected App, and the first deploy, which builds on nothing. */
export const validate = (walk: Walk): AsyncGenerator<StageEvent, void> =>
  walkAll(
    () => ['tryDeploy', 'deploy'].flatMap((kind) => walk.plan.steps.find((step) => step.kind === kind) ?? []),
    check,
    walk,
  );
