import type { Path } from './ast.ts';
import type { Reader } from './reader.ts';

/** A field, with the relationships before it: `Profile.Name`. */
export const parsePath = (reader: Reader): Path => {
  const token = reader.peek();
  if (token.kind !== 'name' || reader.sees('select', 'from', 'where')) throw reader.unexpected();
  reader.next();
  return { names: token.text.split('.'), at: token.at };
};
