import { fail } from '../core/failure.ts';
import type { CheckReport } from '../core/report.ts';
import { QUICK_CHECKS } from '../core/verify/checks.ts';
import { causeOf, isProven, judge, type JudgeContext } from '../core/verify/judge.ts';
import type { OrgPort } from '../ports/orgPort.ts';
import { runProbeBlock } from './matrix/startProbe.ts';

export type Checked = {
  checks: CheckReport[];
  proven: boolean;
  /** The token endpoint does not know the key that the credential holds: time may mend it (L10), or the app's own key. */
  keyUnknown: boolean;
  /** The token endpoint refuses what the credential holds, for whatever reason. */
  tokenRefused: boolean;
  /** Nobody has authorized the legacy named credential (L28). */
  unauthorized: boolean;
};

const tokenCauses: ReadonlySet<string> = new Set(['unknownClient', 'wrongSecret', 'tokenRefused']);

/** Runs the quick checks in one anonymous block and judges what its debug log says. */
export const runChecks = async (org: OrgPort, context: JudgeContext, signal: AbortSignal): Promise<Checked> => {
  const brief = { run: 'quick', checks: QUICK_CHECKS, contexts: [], stop: [] };
  const rows = await runProbeBlock(org, context.name, brief, true, signal);
  if (rows.length === 0) fail('ProbeUnreadable');
  const checks = judge(rows, context, QUICK_CHECKS);
  const failed = new Set(checks.filter(({ ok, control }) => ok === false && !control).map(({ id }) => id));
  const causes = rows.filter(({ id }) => failed.has(id)).map((row) => causeOf(row).id);
  return {
    checks,
    proven: isProven(checks),
    keyUnknown: causes.includes('unknownClient'),
    tokenRefused: causes.some((cause) => tokenCauses.has(cause)),
    unauthorized: causes.includes('noLegacyToken'),
  };
};
