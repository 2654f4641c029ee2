import type { ApexObject, ApexType, Code, Frame, Later, Value } from '../model.ts';
import { then } from '../run/later.ts';
import { apexError, nullError } from '../run/throwing.ts';
import { nullType } from '../types/platform.ts';

/** Stands for the rest of a chain behind `?.` on a null; no program ever sees it. */
const skipped: ApexObject = { is: 'object', type: nullType, fields: new Map(), thrown: null };

/** `target.next`, `target?.next`: a safe dot on null ends the whole chain with null, a plain one is an error. */
export const chained = (
  target: Code,
  safe: boolean,
  type: ApexType,
  next: (frame: Frame, self: Value) => Later<Value>,
  line: number,
  // What a null is told, where it is not the usual.
  unlike?: string,
): Code => {
  const start = target.chain ?? target.run;
  const chain = (frame: Frame): Later<Value> =>
    then(start(frame), (self) => {
      if (self === skipped) return skipped;
      if (self !== null) return next(frame, self);
      if (safe) return skipped;
      frame.line = line;
      throw unlike === undefined ? nullError(frame.tx) : apexError(frame.tx, 'NullPointerException', unlike);
    });
  if (!safe && !target.chain) return { type, run: chain };
  return { type, chain, run: (frame) => then(chain(frame), (value) => (value === skipped ? null : value)) };
};
