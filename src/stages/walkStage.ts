import type { Component } from '../core/components.ts';
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

/** Does the steps of one stage, until one has to wait for somebody. */
export async function* walkStage(stage: StageName, walk: Walk): AsyncGenerator<StageEvent, void> {
  const { name } = walk.request.settings;
  const steps = (): Step[] => walk.plan.steps.filter((each) => stageOf(each, name) === stage);
  let at = 0;
  for (let step = steps()[at]; step !== undefined && !walk.isPending; step = steps()[at]) {
    try {
      yield* walkStep(step, walk);
      at += 1;
    } catch (error) {
      // Nothing of the deploy is left in the org (L50), so the same step goes again with the new plan.
      yield answerBurntSuffix(error, walk);
    }
  }
}

const isDeploy = (step: Step): step is Extract<Step, { components: readonly Component[] }> =>
  step.kind === 'deploy' || step.kind === 'tryDeploy';

/** The check-only deploy of a dry run: what is deployed first, with a key and secret that nobody will have. */
export async function* validate(walk: Walk): AsyncGenerator<StageEvent, void> {
  const { ports, request, deploys, signal } = walk;
  const { name } = request.settings;
  const step = walk.plan.steps.find(isDeploy);
  if (!step) return;
  if (step.kind === 'tryDeploy') return yield* walkStep(step, walk);
  const { key, secret } = ports.secrets.newPair();
  const values = { consumerKey: key, consumerSecret: secret };
  const components = step.components.map((component) => ({
    ...component,
    files: fillPlaceholders(name, component.files, values),
  }));
  const options = { checkOnly: true, runTests: testsOf(name, components, walk) };
  yield* deployGroup(ports.org, components, options, deploys, signal);
}
