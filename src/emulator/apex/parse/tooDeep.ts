import type { ApexProblem } from '../host.ts';

/** Code that the grammar, or the stack, has no end with; at its beginning where nobody knows the place. */
export const tooDeep = (at: { line: number; column: number } = { line: 1, column: 1 }): ApexProblem => ({
  ...at,
  message: 'Not supported in the emulated org: code nested so deeply',
});
