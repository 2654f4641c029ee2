import type { ApexType, Code, Value } from '../model.ts';
import type { Position } from '../parse/ast.ts';
import { then } from '../run/later.ts';
import { apexError } from '../run/throwing.ts';
import { conversion } from '../types/convert.ts';
import { booleanType } from '../types/platform.ts';
import { CompileError } from './compileError.ts';

const isList = (value: Value): value is Extract<Value, { is: 'list' }> =>
  value !== null && typeof value === 'object' && value.is === 'list';

/** The only record of a query's answer. */
export const onlyRecord = (query: Code): Code => ({
  type: query.type.args[0] ?? query.type,
  run: (frame) =>
    then(query.run(frame), (list) => {
      if (!isList(list)) return null;
      if (list.items.length === 1) return list.items[0] ?? null;
      const why = list.items.length === 0 ? 'List has no rows' : 'List has more than 1 row';
      throw apexError(frame.tx, 'QueryException', `${why} for assignment to SObject`);
    }),
});

/** `code` made to give a value of `type`, or a compile problem. */
export const fit = (
  code: Code,
  type: ApexType,
  at: Position,
  words = (from: string, to: string): string => `Illegal assignment from ${from} to ${to}`,
): Code => {
  const source = code.isQuery && type.def.kind === 'sobject' ? onlyRecord(code) : code;
  const found = conversion(source.type, type);
  if (!found) throw new CompileError(at, words(source.type.name, type.name));
  return { type, run: (frame) => then(source.run(frame), (value) => found.apply(frame.tx, value)) };
};

export const condition = (code: Code, at: Position): Code => {
  if (code.type.def !== booleanType.def)
    throw new CompileError(at, `Condition expression must be of type Boolean: ${code.type.name}`);
  return code;
};
