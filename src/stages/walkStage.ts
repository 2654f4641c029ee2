import type { Component } from '../core/components.ts';
import { fillPlaceholders } from '../core/placeholders.ts';
import type { Step } from '../core/plan/plan.ts';
import type { StageEvent, StageName } from '../ports/stageEvent.ts';
import { deployGroup } from './deployGroup.ts';
import { stageOf } from './setupStages.ts';
import { testsOf } from './testsOf.ts';
import type { Walk } from './walk.ts';
import { walkStep } from './walkStep.ts';

/** Does the steps of one stage, until one has to wait for somebody. */
export async function* walkStage(stage: StageName, walk: Walk): AsyncGenerator<StageEvent, void> {
  const { name } = walk.request.settings;
  for (const step of walk.plan.steps.filter((each) => stageOf(each, name) === stage)) {
    yield* walkStep(step, walk);
    if (walk.isPending) return;
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
