import type { ProbeRow } from '../probeRow.ts';
import type { CheckReport, ContextReport } from '../report.ts';
import type { Check } from './checks.ts';
import type { Context } from './contexts.ts';
import { judge, type JudgeContext, type Ran, unmade } from './judge.ts';

/** Why there is nothing of a context to judge. `failed`: its Apex ended in another way than by answering. */
export type Missing = {
  state: 'notGranted' | 'notReachable' | 'pending' | 'failed';
  why: string;
  next: string;
  jobId?: string;
};

/** What is known of one context. */
export type Found = { context: Context; rows: readonly ProbeRow[]; jobId?: string; missing?: Missing };

const OK: Readonly<Record<Missing['state'], CheckReport['ok']>> = {
  notGranted: 'notGranted',
  notReachable: 'notReachable',
  pending: 'pending',
  failed: false,
};

type Folded = { context: ContextReport; checks: CheckReport[] };

const foldMissing = (
  { context, jobId }: Found,
  missing: Missing,
  checks: readonly Check[],
  judged: JudgeContext,
): Folded => {
  const { state, why, next } = missing;
  const id = missing.jobId ?? jobId;
  const job = id === undefined ? {} : { jobId: id };
  return {
    context: { context: context.id, state: state === 'failed' ? 'ran' : state, why, next, ...job },
    checks: checks.map((check) => ({ ...unmade(check, context, judged, { ok: OK[state], why, next }), ...job })),
  };
};

const foldRows = ({ context, rows, jobId }: Found, checks: readonly Check[], judged: JudgeContext): Folded => {
  const at = (id: string): ProbeRow | undefined => rows.find((row) => row.id === id);
  const [started, first, last] = [at('start'), at('begin'), at('end')];
  const job = first?.jobId ?? jobId;
  const ran: Ran = {
    ...(context.runs === 'job' && started && first ? { queuedMs: Math.max(0, first.at - started.at) } : {}),
    ...(first?.requestId === undefined ? {} : { requestId: first.requestId }),
    ...(job === undefined ? {} : { jobId: job }),
  };
  const runMs = first && last ? { runMs: Math.max(0, last.at - first.at) } : {};
  return {
    context: { context: context.id, state: 'ran', ...runMs, ...ran },
    checks: judge(rows, judged, checks, context, ran),
  };
};

/** Contexts and checks of the report, by what is known of each context. */
export const foldMatrix = (
  found: readonly Found[],
  checks: readonly Check[],
  judged: JudgeContext,
): { contexts: ContextReport[]; checks: CheckReport[] } => {
  const folded = found.map((each) =>
    each.missing ? foldMissing(each, each.missing, checks, judged) : foldRows(each, checks, judged),
  );
  return { contexts: folded.map(({ context }) => context), checks: folded.flatMap((each) => each.checks) };
};
