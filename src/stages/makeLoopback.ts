import { fail, failureOf } from '../core/failure.ts';
import { repairedParts } from '../core/plan/repaired.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { AdoptedReport, DeployReport, RepairedReport } from '../core/report.ts';
import type { Ports } from '../ports/ports.ts';
import type { StageEvent, StageName } from '../ports/stageEvent.ts';
import { awaitEarlier } from './awaitEarlier.ts';
import { adoptionNotices, noticesOf } from './notices.ts';
import { planSetup } from './planSetup.ts';
import { preflight } from './preflight.ts';
import { readPeople, type People } from './readPeople.ts';
import type { SetupRequest } from './setupRequest.ts';
import { validatingStage, walkedStages } from './setupStages.ts';
import { startWalk } from './startWalk.ts';
import type { Walk } from './walk.ts';
import { validate, walkStage } from './walkStage.ts';

/** How far a loopback has come: all is in the org, somebody has to be waited for, or it was a dry run. */
export type Made = {
  walk: Walk;
  state: 'made' | 'pending' | 'planned';
  adopted: readonly AdoptedReport[] | undefined;
  /** When an app that was there got its key and secret, in milliseconds since the epoch. */
  appMadeAt: number | undefined;
};

const failIfBlocked = (plan: Plan): void => {
  const blocked = plan.components.filter(({ change }) => change === 'blocked');
  const [first] = blocked;
  if (!first) return;
  const components = blocked.map(({ component }) => `${component.type} ${component.fullName}`);
  fail(first.problem ?? 'NameTaken', { components });
};

/** What came from another org and what became of it, once a plan has been walked. */
export const repairedBy = ({ request, facts, stays }: Walk): RepairedReport[] =>
  repairedParts(request.settings.name, facts).map((part) => {
    const kept = stays.find(({ type, fullName }) => part.type === type && part.fullName === fullName);
    return part.what !== 'deleted' || kept === undefined ? part : { ...part, what: 'stays', problem: kept.problem };
  });

/** Of what is told of files of the project, what is about those that are deployed. */
const aboutDeployed = (warnings: readonly StageEvent[], { components }: Plan): StageEvent[] => {
  const deployed = components.filter(({ change }) => change === 'created' || change === 'changed');
  const paths = deployed.flatMap(({ component }) => [...component.files.keys()]);
  return warnings.filter(
    (event) => event.kind === 'warning' && paths.some((path) => `/${event.notice.data[0] ?? ''}`.endsWith(`/${path}`)),
  );
};

/** The deploy that an error is about which goes on without this run; any other error is thrown again. */
const leftUnderWay = (error: unknown): DeployReport => {
  const failure = failureOf(error);
  if (failure?.kind !== 'DeployUnfinished') throw error;
  const { id = '', status = '', checkOnly } = failure.data ?? {};
  return { id: String(id), status: String(status), checkOnly: checkOnly === 'true' };
};

/** All of a set-up that comes before the proof. `enter` begins a stage. */
export async function* makeLoopback(
  asked: SetupRequest,
  ports: Ports,
  enter: (stage: StageName) => StageEvent,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, Made> {
  const { org } = ports;
  const { name } = asked.settings;
  yield enter('facts');
  const whom = { name, runAs: asked.runAs ?? org.username, assignTo: asked.assignTo };
  const read = (): Promise<People> => readPeople(org, whom, signal);
  let people = await read();
  preflight(people, asked);
  const underWay = asked.dryRun ? [] : await org.deploysUnderWay(signal);
  let planned = await planSetup(asked, people, ports, signal);
  const deploys: DeployReport[] = [];
  let isOpen = false;
  try {
    if (yield* awaitEarlier(underWay, planned, ports, deploys, signal)) {
      // An Auth Provider may have come.
      people = await read();
      planned = await planSetup(asked, people, ports, signal);
    }
  } catch (error) {
    deploys.push(leftUnderWay(error));
    isOpen = true;
  }
  const { request, project, appMadeAt, adopted, settings, facts, plan } = planned;
  const runAs = facts.runAs?.username ?? whom.runAs;

  yield enter('plan');
  yield* adoptionNotices(adopted, name);
  yield* request.extent === 'connection' ? aboutDeployed(project.warnings, plan) : project.warnings;
  yield* noticesOf(plan, facts, settings, request.extent);

  const walk = startWalk({ request, ports, plan, facts, people, runAs, signal, deploys });
  const made = (state: Made['state']): Made => ({ walk, state, adopted, appMadeAt });

  if (request.dryRun) {
    yield* project.diffs;
    yield enter(validatingStage(settings));
    yield* validate(walk);
    return made('planned');
  }
  if (isOpen) return made('pending');
  failIfBlocked(plan);
  const needsPassword = plan.steps.some(({ kind }) => kind === 'storeLogin');
  if (needsPassword && ports.secrets.password === undefined) fail('PasswordNeeded', { username: runAs });
  try {
    yield* walkStage('plan', walk);

    if (request.extent !== 'connection') {
      yield enter('project');
      project.write();
    }

    for (const stage of walkedStages(settings, plan.steps)) {
      yield enter(stage);
      yield* walkStage(stage, walk);
      if (walk.isPending) return made('pending');
    }
  } catch (error) {
    deploys.push(leftUnderWay(error));
    return made('pending');
  }
  return made('made');
}
