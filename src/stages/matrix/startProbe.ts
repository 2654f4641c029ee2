import { fail } from '../../core/failure.ts';
import { componentNames } from '../../core/names.ts';
import type { ProbeRow } from '../../core/probeRow.ts';
import { type Brief, briefText, probeBlock } from '../../core/verify/probeBlock.ts';
import { readLines, readProbe } from '../../core/verify/readProbe.ts';
import type { ActionAnswer, OrgPort } from '../../ports/orgPort.ts';

/** Says that a class is not there, as the compiler words it (emulated-org §2.3). */
const missingClass = /Variable does not exist|Invalid type|Method does not exist|Dependent class is invalid/i;

/** Runs the anonymous block of a brief, and gives the rows of its debug log. */
export const runProbeBlock = async (
  org: OrgPort,
  name: string,
  brief: Brief,
  runsHere: boolean,
  signal: AbortSignal,
): Promise<ProbeRow[]> => {
  const result = await org.runAnonymous(probeBlock({ name }, brief, runsHere), signal);
  const problem = result.problem ?? '';
  if (!result.compiled) {
    const kind = missingClass.test(problem) ? 'ProbeMissing' : 'ProbeNotCompiled';
    fail(kind, { name, problem, line: result.line });
  }
  if (!result.success) fail('ProbeFailed', { name, problem });
  return readProbe(result.log, brief.run);
};

/** What an answer of called Apex holds: rows, or why there are none. */
export type Called = { rows: ProbeRow[] } | { errorCode: string; message: string };

const calledOf = (answer: ActionAnswer, lines: (output: unknown) => unknown, run: string): Called => {
  if ('errorCode' in answer) return answer;
  const text = lines(answer.output);
  return { rows: readLines(typeof text === 'string' ? text : '', run) };
};

/** Runs the probe's action: its checks, if `isChecked`, then the jobs of the brief. */
export const runProbeAction = async (
  org: OrgPort,
  name: string,
  brief: Brief,
  isChecked: boolean,
  signal: AbortSignal,
): Promise<Called> => {
  const answer = await org.runAction(componentNames(name).probe, { brief: briefText(brief), isChecked }, signal);
  return calledOf(answer, (output) => (Object(output) as { lines?: unknown }).lines, brief.run);
};

/** Runs the probe as a Lightning component would. */
export const runProbeInLightning = async (
  org: OrgPort,
  name: string,
  brief: Brief,
  signal: AbortSignal,
): Promise<Called> => {
  const call = { className: componentNames(name).probe, method: 'prove', params: { brief: briefText(brief) } };
  return calledOf(await org.runInLightning(call, signal), (output) => output, brief.run);
};
