import type { ApexProblem } from '../host.ts';
import type { Position } from '../parse/ast.ts';
import { tooDeep } from '../parse/tooDeep.ts';

/** A compile problem, on its way to the statement or declaration that it belongs to. */
export class CompileError extends Error {
  at: Position;
  constructor(at: Position, message: string) {
    super(message);
    this.at = at;
  }
}

/** What follows from a problem that is told already: an unknown type's variable is not blamed for what it lacks. */
export class Consequence extends CompileError {}

/** Notes a problem; gives its words. What is neither a CompileError nor the end of the stack is a fault of ours and goes on. */
export const note = (problems: ApexProblem[], error: unknown): string => {
  if (error instanceof RangeError) {
    const problem = tooDeep();
    problems.push(problem);
    return problem.message;
  }
  if (!(error instanceof CompileError)) throw error;
  if (!(error instanceof Consequence)) problems.push({ ...error.at, message: error.message });
  return error.message;
};
