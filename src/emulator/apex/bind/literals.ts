import type { ApexType, Code, Value } from '../model.ts';
import type { LiteralKind } from '../parse/ast.ts';
import { nullType, platformType } from '../types/platform.ts';
import { parseDecimal } from '../values/decimal.ts';
import { double } from '../values/double.ts';
import { CompileError } from './compileError.ts';
import { stringOf } from './stringLiteral.ts';
import type { Binder, ExpressionOf, Scope } from './scope.ts';

type Literal = ExpressionOf<'literal'>;

const integerOf = (node: Literal): Value => {
  const value = Number(node.text);
  if (value > 2147483647 || value < -2147483648) throw new CompileError(node.at, `Illegal integer`);
  return value;
};

const values: Record<LiteralKind, (node: Literal) => Value> = {
  Integer: integerOf,
  Long: (node) => BigInt(node.text.replace(/l$/i, '')),
  Decimal: (node) => parseDecimal(node.text),
  Double: (node) => double(Number(node.text.replace(/d$/i, ''))),
  String: stringOf,
  Boolean: (node) => node.text.toLowerCase() === 'true',
  null: () => null,
};

export const literalRows = {
  literal: (node: Literal): Code => {
    const value = values[node.kind](node);
    return { type: node.kind === 'null' ? nullType : platformType(node.kind), run: () => value };
  },
  typeLiteral: (node: ExpressionOf<'typeLiteral'>, scope: Scope, binder: Binder): Code => {
    const value: ApexType = binder.type(node.type, scope);
    return { type: platformType('Type'), run: () => ({ is: 'type', value }) };
  },
};
