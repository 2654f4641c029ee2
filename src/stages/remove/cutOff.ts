import { fail, failureOf } from '../../core/failure.ts';

/** Where the connection was lost once something was removed, says what that was: `done`, as `Type Name`. */
export const cutOff = (error: unknown, done: readonly string[]): unknown => {
  const failure = failureOf(error);
  if (failure?.kind !== 'OrgUnreachable' || done.length === 0) return error;
  return fail('RemovalCutOff', { ...failure.data, done }, error);
};
