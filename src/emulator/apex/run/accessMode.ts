import type { AccessMode } from '../hostData.ts';
import type { Tx } from '../model.ts';

const userModeFrom = 67;

/**
 * L67: whose access counts for SOQL and DML that do not say so. The class that does them decides by its version; an
 * anonymous block always runs as its user.
 */
export const accessMode = (tx: Tx): AccessMode => {
  const where = tx.stack.at(-1)?.where ?? '';
  const [, className] = /^Class\.(\w+)\./.exec(where) ?? [];
  if (className === undefined) return 'user';
  return (tx.find(className)?.def.apiVersion ?? tx.apiVersion) >= userModeFrom ? 'user' : 'system';
};
