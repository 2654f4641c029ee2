import type { CreatorContext, ExpressionContext } from '@apexdevtools/apex-parser';
import type { Expression, Position } from './ast.ts';
import { at, lowerCreated } from './lowerType.ts';
import { optional } from './optional.ts';

type Lower = (ctx: ExpressionContext) => Expression;

const construct = (creator: CreatorContext, where: Position, lower: Lower): Expression => {
  const type = lowerCreated(creator.createdName());
  const list = optional(creator.classCreatorRest().arguments().expressionList())?.expression_list() ?? [];
  const args = list.map(lower);
  const named = args.flatMap((arg) =>
    arg.node === 'assign' && arg.op === '=' && arg.target.node === 'name'
      ? [{ name: arg.target.name, value: arg.value, at: arg.at }]
      : [],
  );
  if (named.length === args.length) return { node: 'new', at: where, type, args: [], named };
  return { node: 'new', at: where, type, args, named: [] };
};

export const lowerCreator = (creator: CreatorContext, where: Position, lower: Lower): Expression => {
  if (optional(creator.classCreatorRest())) return construct(creator, where, lower);
  const type = lowerCreated(creator.createdName());
  const array = optional(creator.arrayCreatorRest());
  if (array) {
    const listType = { ...type, arrays: 1, at: at(creator) };
    if (optional(array.expression()))
      return { node: 'newArray', at: where, type: listType, size: lower(array.expression()) };
    const items = optional(array.arrayInitializer())?.expression_list() ?? [];
    return { node: 'newItems', at: where, type: listType, items: items.map(lower) };
  }
  const map = optional(creator.mapCreatorRest());
  if (map) {
    const pairs = map.mapCreatorRestPair_list().map((pair) => {
      const [key, value] = pair.expression_list().map(lower) as [Expression, Expression];
      return { key, value };
    });
    return { node: 'newMap', at: where, type, pairs };
  }
  return {
    node: 'newItems',
    at: where,
    type,
    items: (optional(creator.setCreatorRest())?.expression_list() ?? []).map(lower),
  };
};
