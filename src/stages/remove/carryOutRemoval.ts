import { entering } from '../entering.ts';
import type { MetadataName } from '../../core/metadataName.ts';
import { fail } from '../../core/failure.ts';
import type { Assignment } from '../../core/remove/removal.ts';
import { removalGroups } from '../../core/remove/removalOrder.ts';
import type { RemoveReport } from '../../core/remove/removeReport.ts';
import type { DeployReport } from '../../core/report.ts';
import type { DeployOutcome } from '../../ports/orgPort.ts';
import type { DestroyOutcome } from '../../ports/removalPort.ts';
import type { StageEvent } from '../../ports/stageEvent.ts';
import { streamed } from '../streamed.ts';
import { cutOff } from './cutOff.ts';
import { endProbeJobs } from './endProbeJobs.ts';
import { isEmpty, isRefused, type Removal } from './planStage.ts';
import { removalReport } from './removalReport.ts';
import { testLevelOf } from './testLevelOf.ts';

async function* destroy(
  removal: Removal,
  members: readonly MetadataName[],
  { checkOnly }: { checkOnly: boolean },
  deploys: DeployReport[],
  signal: AbortSignal,
): AsyncGenerator<StageEvent, DestroyOutcome> {
  const { request, ports } = removal;
  // What is only checked is always waited for: nothing comes of it otherwise.
  const waitMs = checkOnly ? Math.max(request.waitMs, 60_000) : request.waitMs;
  const options = { checkOnly, waitMs, testLevel: testLevelOf(removal, members), runTests: request.runTests };
  const done = yield* streamed<StageEvent, DestroyOutcome>((emit) =>
    ports.removal.destroy(members, options, (progress) => emit({ kind: 'deploy', ...progress }), signal),
  );
  const { id, status } = done.kind === 'done' ? done.outcome : { id: done.id, status: 'InProgress' };
  deploys.push({ id, status, checkOnly });
  return done;
}

const rejected = ({ id, problems }: DeployOutcome): never =>
  fail('RemovalRejected', {
    id,
    problems: problems.map(
      ({ type, fullName, problem }) => `${[type, fullName].filter(Boolean).join(' ')}: ${problem}`,
    ),
  });

/** What can be judged while users still hold the permission sets: those, and what they open, are in use until they do not. */
const checkable = ({ plan }: Removal): readonly MetadataName[] => {
  const held = new Set(plan.assignments.map(({ permissionSet }) => permissionSet));
  // A pending job holds its class, and the class what it names.
  const busy = plan.probeJobs.length > 0 ? ['ApexClass', 'ApexPage', 'CustomObject', 'NamedCredential'] : [];
  if (held.size === 0 && busy.length === 0) return plan.components;
  const later = new Set([
    ...busy,
    'PermissionSet',
    'ExternalCredential',
    'AuthProvider',
    'ExternalAuthIdentityProvider',
    'Certificate',
  ]);
  return plan.components.filter(({ type }) => !later.has(type));
};

/** Fails where the org would refuse; gives whether it has come to an answer. */
async function* validate(
  removal: Removal,
  deploys: DeployReport[],
  signal: AbortSignal,
): AsyncGenerator<StageEvent, boolean> {
  const members = checkable(removal);
  if (members.length === 0) return true;
  const done = yield* destroy(removal, members, { checkOnly: true }, deploys, signal);
  if (done.kind === 'done' && !done.outcome.success) rejected(done.outcome);
  return done.kind === 'done';
}

/** Whether an org refused only because what it deletes in the same deploy needs it: then several deploys do it. */
const isAboutOrder = ({ problems }: DeployOutcome, { plan }: Removal): boolean => {
  const own = new Set(plan.components.map(({ type, fullName }) => `${type}/${fullName}`));
  return (
    problems.length > 0 &&
    problems.every(({ type, fullName }) => own.has(`${type}/${fullName}`) && type !== 'ApexClass')
  );
};

/** All in one deploy; in as many as there are steps of L52 where the org does not take them so. */
async function* destroyAll(
  removal: Removal,
  deploys: DeployReport[],
  done: string[],
  signal: AbortSignal,
): AsyncGenerator<StageEvent, boolean> {
  const { components } = removal.plan;
  const first = yield* destroy(removal, components, { checkOnly: false }, deploys, signal);
  if (first.kind === 'pending') return false;
  if (first.outcome.success) return true;
  const groups = removalGroups(components, removal.request.name);
  if (groups.length < 2 || removal.plan.uses.length > 0 || !isAboutOrder(first.outcome, removal))
    rejected(first.outcome);
  for (const group of groups) {
    const deleted = yield* destroy(removal, group, { checkOnly: false }, deploys, signal);
    if (deleted.kind === 'pending') return false;
    if (!deleted.outcome.success) rejected(deleted.outcome);
    done.push(...group.map(({ type, fullName }) => `${type} ${fullName}`));
  }
  return true;
}

/** Tokens and the login first: whatever happens after that, no secret is left behind. */
const forgetSecrets = async ({ plan, ports }: Removal, done: string[], signal: AbortSignal): Promise<void> => {
  const { org, removal } = ports;
  for (const at of plan.principals) {
    await org.dropCredential(at, signal);
    done.push(`ExternalCredential ${at.externalCredential} (tokens)`);
  }
  if (plan.login === undefined) return;
  const { login } = await org.query({ login: `SELECT Id FROM ${plan.login}` }, signal);
  const ids =
    login !== undefined && 'rows' in login ? login.rows.flatMap(({ Id }) => (typeof Id === 'string' ? [Id] : [])) : [];
  await removal.deleteRecords(plan.login, ids, signal);
  done.push(`CustomObject ${plan.login} (records)`);
};

/** Who had which permission set; a number where they are too many to be read. */
const heldTexts = (assignments: readonly Assignment[]): string[] =>
  [...Map.groupBy(assignments, ({ permissionSet }) => permissionSet)].map(([permissionSet, held]) => {
    const users = held.length > 5 ? `${held.length} users` : held.map(({ username }) => username).join(', ');
    return `PermissionSet ${permissionSet} (${users})`;
  });

/** Does what was planned. Killed anywhere, another run finds what is left and goes on. */
export async function* carryOutRemoval(
  removal: Removal,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, RemoveReport> {
  const { plan, ports, request } = removal;
  const enter = entering(ports.org, signal);
  const deploys: DeployReport[] = [];
  if (isEmpty(removal)) return removalReport(removal, 'absent');
  if (isRefused(removal)) return removalReport(removal, 'inUse');
  if (request.dryRun) {
    yield enter('removal');
    const isJudged = yield* validate(removal, deploys, signal);
    return removalReport(removal, isJudged ? 'planned' : 'pending', deploys);
  }
  const done: string[] = [];
  try {
    yield enter('tokens');
    yield* endProbeJobs(removal, signal);
    // What is in use, or may be where the org did not tell, is judged by the org before anything of the loopback is changed.
    const isUnclear = plan.uses.length > 0 || removal.unanswered.length > 0;
    if (isUnclear && !(yield* validate(removal, deploys, signal))) return removalReport(removal, 'pending', deploys);
    await forgetSecrets(removal, done, signal);
    await ports.removal.deleteRecords(
      'PermissionSetAssignment',
      plan.assignments.map(({ id }) => id),
      signal,
    );
    done.push(...heldTexts(plan.assignments));
    yield enter('removal');
    const isDone = yield* destroyAll(removal, deploys, done, signal);
    return removalReport(removal, isDone ? 'removed' : 'pending', deploys);
  } catch (error) {
    throw cutOff(error, done);
  }
}
