import { fail } from '../core/failure.ts';
import type { CheckReport } from '../core/report.ts';
import { causeOf, isProven, judge, type JudgeContext } from '../core/verify/judge.ts';
import { probeBlock } from '../core/verify/probeBlock.ts';
import { readProbe } from '../core/verify/readProbe.ts';
import type { OrgPort } from '../ports/orgPort.ts';

export type Checked = {
  checks: CheckReport[];
  proven: boolean;
  /** The token endpoint does not know the key that the credential holds: time may mend it (L10), or the app's own key. */
  keyUnknown: boolean;
  /** The token endpoint refuses what the credential holds, for whatever reason. */
  tokenRefused: boolean;
};

/** Says that the class is not there, as the compiler words it (emulated-org §2.3). */
const missingClass = /Variable does not exist|Invalid type|Method does not exist|Dependent class is invalid/i;

const tokenCauses: ReadonlySet<string> = new Set(['unknownClient', 'wrongSecret', 'tokenRefused']);

/** Runs all checks in one anonymous block and judges what its debug log says. */
export const runChecks = async (org: OrgPort, context: JudgeContext, signal: AbortSignal): Promise<Checked> => {
  const result = await org.runAnonymous(probeBlock(context), signal);
  const problem = result.problem ?? '';
  if (!result.compiled) {
    const kind = missingClass.test(problem) ? 'ProbeMissing' : 'ProbeNotCompiled';
    fail(kind, { name: context.name, problem, line: result.line });
  }
  if (!result.success) fail('ProbeFailed', { name: context.name, problem });
  const rows = readProbe(result.log);
  const checks = judge(rows, context);
  const failed = new Set(checks.filter(({ ok, control }) => ok === false && !control).map(({ id }) => id));
  const causes = rows.filter(({ id }) => failed.has(id)).map((row) => causeOf(row).id);
  return {
    checks,
    proven: isProven(checks),
    keyUnknown: causes.includes('unknownClient'),
    tokenRefused: causes.some((cause) => tokenCauses.has(cause)),
  };
};
