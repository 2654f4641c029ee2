import type { Component } from '../core/components.ts';
import { fail } from '../core/failure.ts';
import { fillPlaceholders } from '../core/placeholders.ts';
import { appOf } from '../core/plan/appVariants.ts';
import { withNextSuffix } from '../core/plan/burntSuffix.ts';
import { keepingPair } from '../core/plan/compareComponent.ts';
import type { KeyPair } from '../ports/orgPort.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import { deployApp } from './deployApp.ts';
import { deployGroup, withoutTests } from './deployGroup.ts';
import type { Walk } from './walk.ts';

const isSame = (a: Component, b: Component): boolean =>
  [...a.files].every(([path, text]) => b.files.get(path) === text) && a.fullName === b.fullName;

/** Types that hold the suffix and belong to the credential; the others belong to the app, which keeps its key and secret. */
const credentials: ReadonlySet<string> = new Set(['ExternalCredential', 'NamedCredential']);

async function* deployAll(walk: Walk, changed: readonly Component[]): AsyncGenerator<StageEvent, void> {
  const { ports, deploys, signal, request } = walk;
  const app = changed.filter(({ type }) => !credentials.has(type));
  yield* deployApp(ports.org, appOf(request.settings.name, walk.facts), app, deploys, signal);
  const credential = changed.filter(({ type }) => credentials.has(type));
  yield* deployGroup(ports.org, credential, withoutTests, deploys, signal);
}

/**
 * Puts the pair that the org made for the app (L19) into an Auth Provider of its own, since the one that is there keeps its
 * key and secret for ever (L12): under the next suffix (L13), which then stands in the app's callback and in the credential.
 */
export const replaceProvider = async (pair: KeyPair, walk: Walk): Promise<void> => {
  const { name } = walk.request.settings;
  const before = walk.plan.components;
  const next = withNextSuffix(walk.plan, name, walk.facts) ?? fail('KeyNotTaken', { app: appOf(name, walk.facts) });
  walk.plan = next.plan;
  walk.facts = next.facts;
  const values = { ...walk.values, consumerKey: pair.key, consumerSecret: pair.secret };
  const changed = next.plan.components
    .map(({ component }) => component)
    .filter((component, at) => before[at] !== undefined && !isSame(before[at].component, component))
    .map((component) => {
      const filled = { ...component, files: fillPlaceholders(name, component.files, values) };
      return component.type === 'AuthProvider' ? filled : keepingPair(filled);
    });
  // Their progress is part of the wait in which this happens, which shows its own.
  const events = deployAll(walk, changed);
  for (let event = await events.next(); event.done !== true;) event = await events.next();
};
