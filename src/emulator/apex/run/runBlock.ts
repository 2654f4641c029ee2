import type { AnonymousOutcome, ApexHost } from '../host.ts';
import { linkBlock } from '../link/linkBlock.ts';
import type { Program } from '../link/program.ts';
import { parseAnonymous } from '../parse/parse.ts';
import { callFrame } from './callFrame.ts';
import { runUnit, uncaughtText } from './runUnit.ts';
import { newTransaction } from './transaction.ts';

const notCompiled = (problem: { line: number; column: number; message: string }): AnonymousOutcome => ({
  compiled: false,
  success: false,
  line: problem.line,
  column: problem.column,
  compileProblem: problem.message,
  exceptionMessage: null,
  exceptionStackTrace: null,
  log: [],
});

/** Compiles and runs an anonymous block in a transaction of its own. */
export const runBlock = async (
  program: Program,
  block: string,
  apiVersion: string,
  host: ApexHost,
): Promise<AnonymousOutcome> => {
  const { tree, problems: syntax } = await parseAnonymous(block);
  if (!tree) return notCompiled(syntax[0] ?? { line: 1, column: 1, message: 'Unexpected token.' });
  const { step, problems } = linkBlock(program, tree, apiVersion);
  const [problem] = problems;
  if (problem) return notCompiled(problem);
  const tx = newTransaction(program, host, 'ANONYMOUS', Number.parseFloat(apiVersion));
  const error = await runUnit(tx, 'execute_anonymous_apex', () => callFrame(tx, 'AnonymousBlock', 1, null, [], step));
  const thrown = error?.value.thrown;
  return {
    compiled: true,
    success: error === null,
    line: thrown?.line ?? -1,
    column: error ? 1 : -1,
    compileProblem: null,
    exceptionMessage: error && uncaughtText(error),
    exceptionStackTrace: thrown?.trace ?? null,
    log: tx.logLines,
  };
};
