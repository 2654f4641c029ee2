import type { Job, Later, Method, Tx, Value } from '../model.ts';
import { copyValue } from '../values/copyValue.ts';
import { CALLOUT_NOT_ALLOWED } from './calloutNotAllowed.ts';
import { then } from './later.ts';

/** The job that a call of an @future method makes; it calls out where `callout=true` says so (L45). */
export const futureJob = (
  method: Method,
  mayCallOut: boolean,
  args: readonly Value[],
  call: (tx: Tx, args: readonly Value[]) => Later<Value>,
): Omit<Job, 'id'> => {
  const given = args.map(copyValue);
  return {
    kind: 'Future',
    className: method.owner.name,
    methodName: method.name,
    begin: () => ({
      name: 'execute',
      quiddity: 'FUTURE',
      noCallouts: mayCallOut ? null : CALLOUT_NOT_ALLOWED,
      run: (tx) => then(call(tx, given), () => []),
    }),
  };
};
