import type { Position } from './ast.ts';

/** A construct that the grammar knows and this org does not: a compile problem that says so. */
export class Unsupported extends Error {
  at: Position;
  constructor(at: Position, construct: string) {
    super(`Not supported in the emulated org: ${construct.slice(0, 60)}`);
    this.at = at;
  }
}
