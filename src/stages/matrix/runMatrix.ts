import type { ProbeRow } from '../../core/probeRow.ts';
import type { JobReport } from '../../core/report.ts';
import type { Check } from '../../core/verify/checks.ts';
import { type Context, contextOf } from '../../core/verify/contexts.ts';
import type { Found } from '../../core/verify/foldMatrix.ts';
import { calledContext, notGranted } from '../../core/verify/notRun.ts';
import { foundJob, isComplete, leftBehindOf, readJob, type OwnJob } from '../../core/verify/seenJobs.ts';
import type { Ports } from '../../ports/ports.ts';
import type { StageEvent } from '../../ports/stageEvent.ts';
import { collect } from './collect.ts';
import { keepAlive } from './keepAlive.ts';
import type { MatrixFacts } from './matrixFacts.ts';
import { probeLogs } from './probeLogs.ts';
import { type Called, runProbeAction, runProbeBlock, runProbeInLightning } from './startProbe.ts';
import { takeTurn } from './takeTurn.ts';
import { tidy } from './tidy.ts';
import { startTrace, type Trace } from './trace.ts';

export type MatrixRequest = {
  name: string;
  contexts: readonly Context[];
  checks: readonly Check[];
  waitMs: number;
  /** The command that runs what is pending once more. */
  resume: string;
};

export type Matrix = { found: Found[]; leftBehind: JobReport[] };

/** The org's clock may be some seconds off its own logs' start. */
const marginMs = 2_000;
/** A trace outlives the wait by this, and dies by itself where a run is killed; at most a day (L63). */
const traceMarginMs = 5 * 60_000;
const longestTraceMs = 23 * 3_600_000;

/** Who runs what: without Customize Application no block calls out (L39), without Author Apex none runs at all. */
const rolesOf = (contexts: readonly Context[], { authorApex, customizeApplication }: MatrixFacts) => {
  const has = (runs: Context['runs']): boolean => contexts.some((context) => context.runs === runs);
  const mayCallOut = authorApex && customizeApplication;
  const isInstead = has('block') && !mayCallOut && !has('action');
  return {
    /** Anonymous Apex starts the jobs, else the action does. */
    hasBlock: authorApex,
    runsInBlock: has('block') && mayCallOut,
    /** The action proves what the block may not. */
    contexts: isInstead ? [...contexts, contextOf('invocable')] : contexts,
    runsInAction: has('action') || isInstead,
    runsInLightning: has('aura'),
    jobs: contexts.filter(({ runs }) => runs === 'job'),
  };
};

/** Runs the checks in every context that was asked for, and leaves the org as it was, whatever happens. */
export async function* runMatrix(
  request: MatrixRequest,
  ports: Ports,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, Matrix> {
  const { org, clock } = ports;
  const { name, checks, resume } = request;
  const run = `r${clock.now().toString(36)}`;
  let { facts, isClean } = yield* takeTurn(ports, request, run, signal);
  const warning: StageEvent = { kind: 'warning', notice: { id: 'leftovers', data: [org.username] } };
  if (!isClean) yield warning;
  const { hasBlock, ...roles } = rolesOf(request.contexts, facts);
  const logs = probeLogs(org, run);
  let trace: Trace | undefined;
  let alive = keepAlive(ports, undefined);
  let since: number | undefined;
  let isUnfinished = true;
  try {
    signal.throwIfAborted();
    let now = clock.now();
    while (roles.jobs.length > 0 && facts.viewAllData && trace === undefined) {
      now = clock.now();
      const until = now + Math.min(request.waitMs + traceMarginMs, longestTraceMs);
      const started = await startTrace(org, facts, run, { now, until }, signal);
      if (started.isTaken) {
        ({ facts, isClean } = yield* takeTurn(ports, request, run, signal));
        if (!isClean) yield warning;
      } else trace = started;
    }
    alive = keepAlive(ports, trace);
    const jobs = trace && trace.problem === undefined ? roles.jobs : [];
    const brief = { run, checks, contexts: jobs.map(({ id }) => id), stop: facts.pending };
    const alone = { ...brief, contexts: [], stop: [] };
    const startsJobs = brief.contexts.length + brief.stop.length > 0;
    signal.throwIfAborted();
    // From here on something may run in the org: what it leaves is looked for from a while before.
    if (startsJobs) since = now - traceMarginMs;
    const blockRows =
      hasBlock && (roles.runsInBlock || startsJobs)
        ? await runProbeBlock(org, name, brief, roles.runsInBlock, signal)
        : [];
    const callsAction = roles.runsInAction || (!hasBlock && startsJobs);
    const calls: Array<Promise<Called | undefined>> = [
      callsAction
        ? runProbeAction(org, name, hasBlock ? alone : brief, roles.runsInAction, signal)
        : Promise.resolve(undefined),
      roles.runsInLightning ? runProbeInLightning(org, name, alone, signal) : Promise.resolve(undefined),
    ];
    const all = Promise.all(calls);
    // Awaited after the jobs; a rejection in between is not unhandled.
    all.catch(() => undefined);
    const starter = hasBlock ? undefined : await calls[0];
    const startRows = starter && 'rows' in starter ? starter.rows : blockRows;
    const rows = (): readonly ProbeRow[] => [...startRows, ...logs.rows()];
    if (startsJobs && startRows[0]) since = startRows[0].at - marginMs;

    let seen: OwnJob[] = [];
    if (jobs.length > 0 && since !== undefined) {
      const deadline = clock.now() + request.waitMs;
      const awaited = { name, userId: facts.userId, contexts: jobs, since, deadline, startRows };
      seen = (yield* collect(ports, awaited, logs, signal)).map((job) => readJob(job, rows()));
    }
    const [action, lightning] = await all;
    isUnfinished = jobs.length > 0 && !isComplete(jobs, seen, rows());
    const verifier = { username: org.username, name };
    const found = roles.contexts.map((context): Found => {
      if (context.runs === 'action') return calledContext(context, action, verifier);
      if (context.runs === 'aura') return calledContext(context, lightning, verifier);
      if (context.runs === 'job')
        return jobs.length > 0
          ? foundJob(context, seen, rows(), resume)
          : { context, rows: [], missing: notGranted('logs', verifier, trace?.problem) };
      if (roles.runsInBlock) return { context, rows: blockRows };
      return { context, rows: [], missing: notGranted(hasBlock ? 'customizeApplication' : 'authorApex', verifier) };
    });
    return { found, leftBehind: leftBehindOf(seen) };
  } finally {
    const leftover = { name, run, userId: facts.userId, since, trace, logs, isUnfinished, hasBlock };
    // Not with the signal: an interruption is what it has to outlive.
    const done = await tidy(ports, leftover, new AbortController().signal).catch(() => false);
    await alive.end();
    if (!done) yield warning;
  }
}
