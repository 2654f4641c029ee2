import type { ApexProblem } from '../host.ts';
import type { Position } from '../parse/ast.ts';

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

/** Notes a problem; gives its words. Anything but a CompileError, or an expression that is longer than the stack, is a fault of ours and goes on. */
export const note = (problems: ApexProblem[], error: unknown): string => {
  if (error instanceof RangeError) {
    const message = 'Not supported in the emulated org: code nested so deeply';
    problems.push({ line: 1, column: 1, message });
    return message;
  }
  if (!(error instanceof CompileError)) throw error;
  if (!(error instanceof Consequence)) problems.push({ ...error.at, message: error.message });
  return error.message;
};
