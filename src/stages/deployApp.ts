import type { Component } from '../core/components.ts';
import type { DeployReport } from '../core/report.ts';
import type { DeployOutcome, OrgPort } from '../ports/orgPort.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import { globalSettingsType, listedTypes, policyCandidates } from './appSatellites.ts';
import { deployGroup, filesOf, rejectDeploy, tryDeploy, withoutTests } from './deployGroup.ts';
import { fieldsOf } from './fieldsOf.ts';

const policyTypes: readonly string[] = listedTypes.filter((type) => type !== globalSettingsType);

const refusedGlobalAlone = ({ problems }: DeployOutcome): boolean =>
  problems.length > 0 && problems.every(({ type }) => type === globalSettingsType);

/** Policies under the names that the org gave them when the app came to be (L03). */
const underListedNames = async (
  org: OrgPort,
  policies: readonly Component[],
  app: string,
  signal: AbortSignal,
): Promise<readonly Component[]> => {
  const listed = policyCandidates(await org.listMetadata(policyTypes, signal), app);
  return policies.map((policy) => {
    const names = listed.filter(({ type }) => type === policy.type).map(({ fullName }) => fullName);
    const [fullName = policy.fullName] = names.includes(policy.fullName) ? [policy.fullName] : names;
    const rename = (path: string): string => path.replace(`/${policy.fullName}.`, `/${fullName}.`);
    return { ...policy, fullName, files: new Map([...policy.files].map(([path, text]) => [rename(path), text])) };
  });
};

/**
 * Deploys the app. Where the org refuses the global OAuth settings in a zip, and nothing else (L36): first the app
 * without them and its policies, then the global settings by CRUD, then the policies. Gives `Type/FullName` of what it made.
 */
export async function* deployApp(
  org: OrgPort,
  app: string,
  components: readonly Component[],
  deploys: DeployReport[],
  signal: AbortSignal,
): AsyncGenerator<StageEvent, readonly string[]> {
  if (components.length === 0) return [];
  const outcome = yield* tryDeploy(org, filesOf(components), withoutTests, deploys, signal);
  if (outcome.success) return outcome.created;
  const global = components.find(({ type }) => type === globalSettingsType);
  if (!global || !refusedGlobalAlone(outcome)) rejectDeploy(outcome);
  const policies = components.filter(({ type }) => policyTypes.includes(type));
  const rest = components.filter((component) => component !== global && !policies.includes(component));
  const made = yield* deployGroup(org, rest, withoutTests, deploys, signal);
  if (global) await org.upsertMetadata(global.type, fieldsOf(global), signal);
  if (policies.length > 0)
    yield* deployGroup(org, await underListedNames(org, policies, app, signal), withoutTests, deploys, signal);
  return made?.created ?? [];
}
