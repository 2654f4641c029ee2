import { entryOf, MANIFEST_FILE } from '../core/files/manifest.ts';
import { failureOf } from '../core/failure.ts';
import { METHOD_ROWS } from '../core/methods/methods.ts';
import { appOf } from '../core/plan/appVariants.ts';
import type { AuthorizeReport } from '../core/report.ts';
import type { Settings } from '../core/settings.ts';
import { providerInUse } from '../core/plan/providerInUse.ts';
import { upgradedSettings } from '../core/upgrade/upgradedSettings.ts';
import type { Ports } from '../ports/ports.ts';
import type { StageEvent, StageName } from '../ports/stageEvent.ts';
import type { AuthorizeRequest } from './authorizePipeline.ts';
import type { WithSettings } from './detectMethod.ts';
import { leftCertificates } from './leftCertificates.ts';
import { makeLoopback, repairedBy } from './makeLoopback.ts';
import type { StoredAgain } from './storeAgain.ts';
import { setupStages } from './setupStages.ts';

/** What a repair has come to. */
export type RepairedLoopback = Pick<AuthorizeReport, 'repaired' | 'deploys'> & {
  app: string;
  /** What the repair made of the authorization; undefined where it left it as it was. */
  made: StoredAgain | undefined;
};

/** The settings that the project has of this very loopback: what else goes by its name is another one. */
const inProject = ({ files, org }: Ports, name: string, method: Settings['method']): Settings | undefined => {
  const entry = files && entryOf(files.read([MANIFEST_FILE]), name);
  return entry?.method === method ? upgradedSettings(entry, org.apiVersion, undefined) : undefined;
};

/** A failure in `work` says which settings it is about: nobody typed them. */
async function* aboutSettings<T>(
  settings: Settings,
  work: AsyncGenerator<StageEvent, T>,
): AsyncGenerator<StageEvent, T> {
  try {
    return yield* work;
  } catch (error) {
    const failure = failureOf(error);
    if (failure !== undefined) failure.settings = settings;
    throw error;
  }
}

/**
 * Points a loopback that came from another org at this one (L05, L66), and makes the app that a run which was stopped has
 * not made any more: as a set-up does, but for Apex and the project's files, which nobody asked for. Says so before it
 * changes anything. No secret goes to the other org.
 */
export async function* repairFirst(
  { method, own, foreign, foreignLogin }: WithSettings & { foreignLogin: string | undefined },
  { name, runAs, waitMs, browser, unattended = false }: AuthorizeRequest,
  ports: Ports,
  enter: (stage: StageName) => StageEvent,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, RepairedLoopback | undefined> {
  if (own === undefined) return undefined;
  const provider = providerInUse(name, own);
  // An Auth Provider that nobody uses is what a repair left that was killed just then, as is an old certificate.
  const isForeign =
    foreignLogin !== undefined ||
    foreign.some(({ type, fullName }) => type !== 'AuthProvider' || fullName === provider);
  const lacksApp = !own.hasApp && METHOD_ROWS[method].appType.none !== true;
  const isLeftOver =
    foreign.length > 0 ||
    (method === 'jwt-bearer' && (await leftCertificates(ports.org, name, own, signal)).length > 0);
  if (!isForeign && !lacksApp && !isLeftOver) return undefined;
  const kept = inProject(ports, name, method);
  const settings = kept ?? own.settings();
  const id = isForeign ? 'repairsFirst' : lacksApp ? 'appGone' : 'finishesRepair';
  yield { kind: 'warning', notice: { id, data: [name, ports.org.instanceUrl] } };
  // An Auth Provider tells them too.
  if (lacksApp && kept === undefined && method !== 'auth-provider') {
    yield { kind: 'warning', notice: { id: 'scopesUnknown', data: [name, settings.scopes.join(', ')] } };
  }
  const request = {
    settings,
    ...(runAs === undefined ? {} : { runAs }),
    assignTo: [],
    waitMs,
    dryRun: false,
    overwrite: false,
    extent: 'connection' as const,
    browser,
    unattended,
  };
  yield { kind: 'repair', stages: setupStages(request) };
  const { walk, state } = yield* aboutSettings(settings, makeLoopback(request, ports, enter, signal));
  const { authorization, facts, deploys } = walk;
  const isWaiting = state === 'pending';
  const isDone = METHOD_ROWS[method].needsConsent
    ? ['consent', 'byHand'].includes(authorization.how)
    : authorization.how !== 'kept';
  const repaired = repairedBy(walk);
  return {
    ...(repaired.length === 0 ? {} : { repaired }),
    deploys,
    app: appOf(name, facts),
    made: isWaiting || isDone ? { authorization, isWaiting } : undefined,
  };
}
