import { fail } from '../core/failure.ts';
import type { CheckReport } from '../core/report.ts';
import { judge, type JudgeContext } from '../core/verify/judge.ts';
import { probeBlock } from '../core/verify/probeBlock.ts';
import { readProbe } from '../core/verify/readProbe.ts';
import type { OrgPort } from '../ports/orgPort.ts';

/** Says that the class is not there, as the compiler words it (emulated-org §2.3). */
const missingClass = /Variable does not exist|Invalid type|Method does not exist|Dependent class is invalid/i;

/** Runs all checks in one anonymous block and judges what its debug log says. */
export const runChecks = async (org: OrgPort, context: JudgeContext, signal: AbortSignal): Promise<CheckReport[]> => {
  const result = await org.runAnonymous(probeBlock(context), signal);
  const problem = result.problem ?? '';
  if (!result.compiled) {
    fail(missingClass.test(problem) ? 'ProbeMissing' : 'ProbeNotCompiled', {
      name: context.name,
      problem,
      line: result.line,
    });
  }
  if (!result.success) fail('ProbeFailed', { name: context.name, problem });
  return judge(readProbe(result.log), context);
};
