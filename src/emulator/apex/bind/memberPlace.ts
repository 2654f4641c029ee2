import type { Code, Value } from '../model.ts';
import { then } from '../run/later.ts';
import { apexError, nullError } from '../run/throwing.ts';
import { findField } from '../types/hierarchy.ts';
import { integerType } from '../types/platform.ts';
import type { Expression } from '../parse/ast.ts';
import { chained } from './chain.ts';
import { CompileError } from './compileError.ts';
import { fieldPlace, namedPlace, readPlace } from './fieldPlace.ts';
import { fit, onlyRecord } from './fit.ts';
import type { Binder, ExpressionOf, Place, Scope } from './scope.ts';
import { bindTarget } from './target.ts';
import { tokenPlace } from './tokenPlace.ts';

const namePlace = (node: ExpressionOf<'name'>, scope: Scope): Place => {
  const place = namedPlace(node.name, node.at, scope);
  if (!place) throw new CompileError(node.at, `Variable does not exist: ${node.name}`);
  return place;
};

const memberPlace = (node: ExpressionOf<'member'>, scope: Scope, binder: Binder): Place => {
  const target = bindTarget(
    node.target,
    scope,
    binder,
    (type, isStatic) =>
      findField(type, node.name)?.field.isStatic === isStatic || (isStatic && type.def.kind === 'sobject'),
  );
  const code = 'value' in target ? (target.value.isQuery ? onlyRecord(target.value) : target.value) : null;
  const type = code?.type ?? ('type' in target ? target.type : null);
  const token = code === null && type && tokenPlace(type, node.name, scope);
  if (token) return token;
  const found = type && findField(type, node.name);
  if (!found && type?.def.name === 'Page') throw new CompileError(node.at, `Page ${node.name} does not exist`);
  if (!type || !found || found.field.isStatic !== (code === null))
    throw new CompileError(node.at, `Variable does not exist: ${node.name}`);
  return fieldPlace(found.field, found.holder, code, node.at, scope);
};

/** `x?.name`, and `.name` behind such a dot. */
const chainedMember = (node: ExpressionOf<'member'>, target: Code, scope: Scope): Code => {
  const found = findField(target.type, node.name);
  if (!found || found.field.isStatic) throw new CompileError(node.at, `Variable does not exist: ${node.name}`);
  const place = fieldPlace(found.field, found.holder, target, node.at, scope);
  return chained(target, node.safe, place.type, (frame, self) => place.get(frame, [self]), node.at.line);
};

/** Whether a safe dot stands somewhere before this. */
const behindSafe = (node: Expression): boolean =>
  (node.node === 'member' || (node.node === 'call' && node.target !== null)) &&
  (node.safe || behindSafe(node.target as Expression));

const indexPlace = (node: ExpressionOf<'index'>, scope: Scope, binder: Binder): Place => {
  const list = binder.code(node.target, scope);
  if (list.type.def.name !== 'List')
    throw new CompileError(node.at, `Expression must be a list type: ${list.type.name}`);
  const index = fit(binder.code(node.index, scope), integerType, node.index.at);
  const itemsOf = (held: Value[]): { items: Value[]; at: number } => {
    const [holder, at] = held as [Extract<Value, { is: 'list' }>, number];
    return { items: holder.items, at };
  };
  return {
    type: list.type.args[0] ?? list.type,
    readOnly: null,
    prepare: (frame) =>
      then(list.run(frame), (holder) =>
        then(index.run(frame), (at) => {
          if (holder === null || at === null) throw nullError(frame.tx);
          const size = (holder as Extract<Value, { is: 'list' }>).items.length;
          if ((at as number) < 0 || (at as number) >= size)
            throw apexError(frame.tx, 'ListException', `List index out of bounds: ${at as number}`);
          return [holder, at];
        }),
      ),
    get: (_frame, held) => itemsOf(held).items[itemsOf(held).at] ?? null,
    set: (_frame, held, value) => {
      itemsOf(held).items[itemsOf(held).at] = value;
    },
  };
};

/** Whatever stands left of an assignment. */
export const placeRows = {
  name: namePlace,
  member: memberPlace,
  index: indexPlace,
};

/** The same as values. */
export const nameRows = {
  name: (node: ExpressionOf<'name'>, scope: Scope): Code => readPlace(namePlace(node, scope)),
  member: (node: ExpressionOf<'member'>, scope: Scope, binder: Binder): Code =>
    behindSafe(node)
      ? chainedMember(node, binder.code(node.target, scope), scope)
      : readPlace(memberPlace(node, scope, binder)),
  index: (node: ExpressionOf<'index'>, scope: Scope, binder: Binder): Code =>
    readPlace(indexPlace(node, scope, binder)),
};
