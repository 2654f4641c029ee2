import type { Position } from '../parse/ast.ts';

/** A compile problem, on its way to the statement or declaration that it belongs to. */
export class CompileError extends Error {
  at: Position;
  constructor(at: Position, message: string) {
    super(message);
    this.at = at;
  }
}
