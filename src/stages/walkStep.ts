import type { Component } from '../core/components.ts';
import { fail } from '../core/failure.ts';
import { appOf } from '../core/plan/appVariants.ts';
import { fillPlaceholders, placeholder } from '../core/placeholders.ts';
import type { Step } from '../core/plan/plan.ts';
import { providerKey } from '../core/plan/providerKey.ts';
import type { KeyPair } from '../ports/orgPort.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import { awaitApp } from './awaitApp.ts';
import { awaitConsent } from './awaitConsent.ts';
import { awaitLegacy } from './awaitLegacy.ts';
import { consentOptions } from './showPage.ts';
import { deployOwnApp } from './deployOwnApp.ts';
import { deployGroup, filesOf, rejectDeploy, tryDeploy, withoutTests } from './deployGroup.ts';
import { grantAccess } from './grantAccess.ts';
import { mend } from './mend.ts';
import { stopJobs } from './matrix/stopJobs.ts';
import { obtainPair } from './obtainPair.ts';
import { runChecks } from './runChecks.ts';
import { storeOther, storeSecret } from './storeSecret.ts';
import { testsOf } from './testsOf.ts';
import type { Walk } from './walk.ts';

const needsPair = (name: string, components: readonly Component[]): boolean => {
  const wanted = [placeholder(name, 'consumerKey'), placeholder(name, 'consumerSecret')];
  return components.some(({ files }) => [...files.values()].some((text) => wanted.some((each) => text.includes(each))));
};

/** The components with every value in them that this walk has come to; key and secret are got where they are needed. */
const filled = async (components: readonly Component[], walk: Walk): Promise<readonly Component[]> => {
  const { name } = walk.request.settings;
  if (walk.values.consumerKey === undefined && needsPair(name, components)) await obtainPair(walk);
  return components.map((component) => ({
    ...component,
    files: fillPlaceholders(name, component.files, walk.values),
  }));
};

/** Where the org refuses to create a Connected App it says so here, before anything is changed (L01). */
async function* tryApp(components: readonly Component[], walk: Walk): AsyncGenerator<StageEvent, void> {
  const { ports, deploys, signal, request } = walk;
  const files = filesOf(await filled(components, walk));
  const outcome = yield* tryDeploy(ports.org, files, { checkOnly: true, runTests: [] }, deploys, signal);
  if (outcome.success) return;
  const refused = outcome.problems.find(({ type }) => type === 'ConnectedApp');
  if (refused) fail('ConnectedAppRefused', { method: request.settings.method, message: refused.problem });
  rejectDeploy(outcome);
}

async function* deploy(step: Extract<Step, { kind: 'deploy' }>, walk: Walk): AsyncGenerator<StageEvent, void> {
  const { ports, deploys, signal, request } = walk;
  const components = await filled(step.components, walk);
  if (step.group === 'app') return yield* deployOwnApp(components, walk);
  const options = { checkOnly: false, runTests: testsOf(request.settings.name, components, walk) };
  const unblock = (): Promise<void> =>
    stopJobs(ports.org, { name: request.settings.name, run: 'stop', hasBlock: true }, signal);
  yield* deployGroup(ports.org, components, options, deploys, signal, unblock);
}

/** The credential again, with the key that the org gave the app instead of ours as the issuer of its assertions (L19). */
const issueFor = async (consumerKey: string, walk: Walk): Promise<void> => {
  walk.values.consumerKey = consumerKey;
  const steps = walk.plan.steps.flatMap((step) => (step.kind === 'deploy' ? step.components : []));
  const credential = steps.filter(({ type }) => type === 'ExternalCredential');
  const files = filesOf(await filled(credential, walk));
  const outcome = await walk.ports.org.deploy(files, withoutTests, () => undefined, walk.signal);
  walk.deploys.push({ id: outcome.id, status: outcome.status, checkOnly: false });
  if (!outcome.success) rejectDeploy(outcome);
};

async function* propagate(walk: Walk): AsyncGenerator<StageEvent, void> {
  const { request, ports, runAs, signal } = walk;
  const { settings, waitMs } = request;
  // An earlier run that nobody consented to left the key in the Auth Provider, and its secret is known to the org alone.
  const isNew = walk.plan.pair === 'new';
  const left = isNew ? undefined : providerKey(walk.plan, walk.facts);
  if (!isNew && left === undefined) return;
  const app = {
    app: appOf(settings.name, walk.facts),
    pair: left === undefined ? await obtainPair(walk) : { key: left, secret: '' },
    runAs,
    getsToken: settings.method === 'client-credentials',
    knowsSecret: settings.method !== 'jwt-bearer' && left === undefined,
    store: (pair: KeyPair) => (settings.method === 'jwt-bearer' ? issueFor(pair.key, walk) : storeOther(pair, walk)),
  };
  const awaited = yield* awaitApp(ports, app, { waitMs }, signal);
  if (awaited.readBack) walk.authorization.how = 'readBack';
  walk.isPending = !awaited.ready;
}

async function* consent(step: Extract<Step, { kind: 'consent' }>, walk: Walk): AsyncGenerator<StageEvent, void> {
  const { request, ports, facts, signal } = walk;
  const { settings } = request;
  const options = consentOptions(request);
  const { name, principal, principalType, adopted } = settings;
  const { credential } = step;
  const context = {
    name,
    orgId: facts.org.id,
    targetOrg: ports.org.username,
    ...(adopted === undefined ? {} : { adopted }),
  };
  if (step.isUnknown && !(await runChecks(ports.org, context, signal)).unauthorized) return;
  const at = { externalCredential: credential, principal, principalType };
  walk.authorization =
    step.how === 'connect'
      ? yield* awaitConsent(name, at, ports, options, signal)
      : yield* awaitLegacy(context, { credential }, ports, options, signal);
  walk.isPending = walk.authorization.problem !== undefined;
}

const readCertificate = async (certificate: string, walk: Walk): Promise<StageEvent> => {
  const found = await walk.ports.org.readCertificate(certificate, walk.signal);
  const { pem, expiresAt } = found ?? fail('CertificateUnreadable', { certificate });
  walk.values.certificate = pem;
  const expires = new Date(expiresAt).toISOString().slice(0, 10);
  return { kind: 'warning', notice: { id: 'certificateExpires', data: [certificate, expires] } };
};

/** Does one step of the plan. */
export async function* walkStep(step: Step, walk: Walk): AsyncGenerator<StageEvent, void> {
  const { ports, request, people, signal } = walk;
  switch (step.kind) {
    case 'endApps':
    case 'endLeft':
    case 'moveProvider':
      return yield* mend(step, walk);
    case 'tryDeploy':
      return yield* tryApp(step.components, walk);
    case 'deploy':
      return yield* deploy(step, walk);
    case 'readCertificate':
      yield await readCertificate(step.certificate, walk);
      return;
    case 'assign':
      return step.permissionSet === request.settings.name
        ? grantAccess(ports.org, step.permissionSet, step.userIds, people, request.assignTo, signal)
        : ports.org.assign(step.permissionSet, step.userIds, signal);
    case 'storePair':
      return storeSecret(step, walk);
    case 'storeLogin':
      yield { kind: 'prompt' };
      return storeSecret(step, walk);
    case 'propagation':
      return yield* propagate(walk);
    case 'consent':
      return yield* consent(step, walk);
  }
}
