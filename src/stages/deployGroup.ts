import type { Component } from '../core/components.ts';
import { fail } from '../core/failure.ts';
import type { FileSet } from '../core/fileSet.ts';
import type { DeployReport } from '../core/report.ts';
import type { DeployOptions, DeployOutcome, DeployProblem, OrgPort } from '../ports/orgPort.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import { streamed } from './streamed.ts';

/** For what no Apex test covers; production asks for tests where a deploy holds Apex (L53). */
export const withoutTests: DeployOptions = { checkOnly: false, runTests: [] };

export const filesOf = (components: readonly Component[]): FileSet =>
  new Map(components.flatMap(({ files }) => [...files]));

const line = ({ type, fullName, problem, line: row, column }: DeployProblem): string =>
  `${[type, fullName].filter(Boolean).join(' ')}${row === undefined ? '' : ` (${row}:${column ?? 1})`}: ${problem}`;

/** What went wrong in a deploy, a line each. */
export const linesOf = ({ problems }: DeployOutcome): string[] => problems.map(line);

export const rejectDeploy = (outcome: DeployOutcome): never =>
  fail('DeployRejected', { id: outcome.id, problems: linesOf(outcome) });

/** Deploys and keeps the job's report; a rejected deploy is a value. */
export async function* tryDeploy(
  org: OrgPort,
  files: FileSet,
  options: DeployOptions,
  deploys: DeployReport[],
  signal: AbortSignal,
): AsyncGenerator<StageEvent, DeployOutcome> {
  const outcome = yield* streamed<StageEvent, DeployOutcome>((emit) =>
    org.deploy(files, options, (progress) => emit({ kind: 'deploy', ...progress }), signal),
  );
  deploys.push({ id: outcome.id, status: outcome.status, checkOnly: options.checkOnly });
  return outcome;
}

/** L57: the platform's words for a class that a job needs. */
const hasPendingJob = ({ problems }: DeployOutcome): boolean =>
  problems.some(({ problem }) => /jobs? pending or in progress/i.test(problem));

/**
 * Deploys components all or nothing; nothing is sent where there are none. Where pending jobs are in the way (L57),
 * `unblock` ends those that are ours, and the deploy is tried once more.
 */
export async function* deployGroup(
  org: OrgPort,
  components: readonly Component[],
  options: DeployOptions,
  deploys: DeployReport[],
  signal: AbortSignal,
  unblock?: () => Promise<void>,
): AsyncGenerator<StageEvent, DeployOutcome | undefined> {
  if (components.length === 0) return undefined;
  let outcome = yield* tryDeploy(org, filesOf(components), options, deploys, signal);
  if (!outcome.success && unblock && hasPendingJob(outcome)) {
    await unblock();
    outcome = yield* tryDeploy(org, filesOf(components), options, deploys, signal);
  }
  if (!outcome.success) rejectDeploy(outcome);
  return outcome;
}
