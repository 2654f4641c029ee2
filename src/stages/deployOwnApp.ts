import type { Component } from '../core/components.ts';
import { fail, failureOf } from '../core/failure.ts';
import { appOf } from '../core/plan/appVariants.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import { deployApp } from './deployApp.ts';
import { storeOther } from './storeSecret.ts';
import type { Walk } from './walk.ts';

const TYPES: readonly string[] = ['ExternalClientApplication', 'ConnectedApp'];

/** The words of an org for a deploy over a Connected App that is there already (L02). */
const isThere = (error: unknown): boolean => {
  const problems = failureOf(error)?.data?.['problems'];
  return Array.isArray(problems) && problems.some((problem) => /cannot provide a Consumer/i.test(String(problem)));
};

/** Whether this deploy made the app, and so gave it our key and secret; false where another run was first. */
async function* isMade(components: readonly Component[], walk: Walk): AsyncGenerator<StageEvent, boolean> {
  const { ports, deploys, signal, request } = walk;
  try {
    const app = appOf(request.settings.name, walk.facts);
    const made = yield* deployApp(ports.org, app, components, deploys, signal);
    return made.some((key) => TYPES.includes(key.split('/')[0] ?? ''));
  } catch (error) {
    if (!isThere(error)) throw error;
    return false;
  }
}

/**
 * Deploys the app. Where another set-up of the same loopback made it meanwhile, nobody knows which of the two secrets the
 * credential holds, and an app keeps its own (L74): the app is made again with ours, which then is stored once more. The
 * other run stores nothing after its own app, so that both have the same in the end.
 */
export async function* deployOwnApp(components: readonly Component[], walk: Walk): AsyncGenerator<StageEvent, void> {
  const { ports, plan, request, signal } = walk;
  const { name } = request.settings;
  const own = components.find(({ type }) => TYPES.includes(type));
  const isNew =
    plan.pair === 'new' &&
    plan.components.some(({ component, change }) => component.type === own?.type && change === 'created');
  const isFirst = yield* isMade(components, walk);
  if (isFirst || !isNew || own === undefined || request.settings.method === 'jwt-bearer') return;
  const isStored = plan.steps.some(({ kind }) => kind === 'storePair' || kind === 'storeLogin');
  if (!isStored) fail('SetupTwice', { name });
  yield { kind: 'warning', notice: { id: 'madeMeanwhile', data: [own.fullName] } };
  const outcome = await ports.org.deleteComponent(own.type, own.fullName, signal);
  if (!outcome.deleted || !(yield* isMade(components, walk))) fail('SetupTwice', { name });
  if (walk.pair) await storeOther(walk.pair, walk);
}
