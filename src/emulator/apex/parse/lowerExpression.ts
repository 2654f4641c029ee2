import type {
  ArrayExpressionContext,
  CastExpressionContext,
  CondExpressionContext,
  DotExpressionContext,
  ExpressionContext,
  ExpressionListContext,
  IdPrimaryContext,
  InstanceOfExpressionContext,
  LiteralContext,
  LiteralPrimaryContext,
  MethodCallExpressionContext,
  NegExpressionContext,
  NewExpressionContext,
  PostOpExpressionContext,
  PreOpExpressionContext,
  PrimaryExpressionContext,
  SoqlPrimaryContext,
  SubExpressionContext,
  TypeRefPrimaryContext,
} from '@apexdevtools/apex-parser';
import type { Expression, LiteralKind } from './ast.ts';
import { lowerCreator } from './lowerCreator.ts';
import { lowerQuery } from './lowerQuery.ts';
import { at, lowerType } from './lowerType.ts';
import { Unsupported } from './unsupported.ts';
import { optional } from './optional.ts';

type Operands = ExpressionContext & { expression_list: () => ExpressionContext[] };
/** An expression of the grammar, or a primary one, which is a kind of its own there. */
type Tree = Pick<ExpressionContext, 'start' | 'getText'>;
type Row = (ctx: never) => Expression;

export const lowerArguments = (list: ExpressionListContext | null | undefined): Expression[] =>
  list ? list.expression_list().map(lowerExpression) : [];

const literalKinds: [keyof LiteralContext, LiteralKind][] = [
  ['IntegerLiteral', 'Integer'],
  ['LongLiteral', 'Long'],
  ['NumberLiteral', 'Decimal'],
  ['StringLiteral', 'String'],
  ['MultilineStringLiteral', 'String'],
  ['BooleanLiteral', 'Boolean'],
  ['NULL', 'null'],
];

const lowerLiteral = (ctx: LiteralContext): Expression => {
  const text = ctx.getText();
  const kind = literalKinds.find(([name]) => (ctx[name] as () => unknown).call(ctx) !== null)?.[1] ?? 'null';
  return { node: 'literal', at: at(ctx), kind: kind === 'Decimal' && /d$/i.test(text) ? 'Double' : kind, text };
};

/** The operator is whatever tokens stand between the operands: `>` `>` `=` come one by one. */
const operatorOf = (ctx: ExpressionContext): string =>
  (ctx.children ?? [])
    .filter((child) => 'symbol' in child)
    .map((child) => (child as unknown as { getText: () => string }).getText())
    .join('');

const binary = (ctx: Operands): Expression => {
  const [left, right] = ctx.expression_list().map(lowerExpression) as [Expression, Expression];
  return { node: 'binary', at: at(ctx), op: operatorOf(ctx), left, right };
};

const rows: Record<string, Row> = {
  PrimaryExpressionContext: (ctx: PrimaryExpressionContext) => lowerExpression(ctx.primary()),
  SubExpressionContext: (ctx: SubExpressionContext) => lowerExpression(ctx.expression()),
  ThisPrimaryContext: (ctx: ExpressionContext) => ({ node: 'this', at: at(ctx) }),
  SuperPrimaryContext: (ctx: ExpressionContext) => ({ node: 'super', at: at(ctx) }),
  IdPrimaryContext: (ctx: IdPrimaryContext) => ({ node: 'name', at: at(ctx), name: ctx.id().getText() }),
  LiteralPrimaryContext: (ctx: LiteralPrimaryContext) => lowerLiteral(ctx.literal()),
  TypeRefPrimaryContext: (ctx: TypeRefPrimaryContext) => ({
    node: 'typeLiteral',
    at: at(ctx),
    type: lowerType(ctx.typeRef()),
  }),
  SoqlPrimaryContext: (ctx: SoqlPrimaryContext) => lowerQuery(ctx.soqlLiteral(), lowerExpression),
  DotExpressionContext: (ctx: DotExpressionContext) => {
    const target = lowerExpression(ctx.expression());
    const safe = optional(ctx.QUESTIONDOT()) !== null;
    const call = optional(ctx.dotMethodCall());
    if (!call) return { node: 'member', at: at(ctx.anyId()), target, name: ctx.anyId().getText(), safe };
    const args = lowerArguments(call.expressionList());
    return { node: 'call', at: at(call), target, name: call.anyId().getText(), args, safe };
  },
  MethodCallExpressionContext: (ctx: MethodCallExpressionContext) => {
    const call = ctx.methodCall();
    const args = lowerArguments(call.expressionList());
    if (optional(call.THIS())) return { node: 'construct', at: at(ctx), which: 'this', args };
    if (optional(call.SUPER())) return { node: 'construct', at: at(ctx), which: 'super', args };
    return { node: 'call', at: at(ctx), target: null, name: call.id().getText(), args, safe: false };
  },
  NewExpressionContext: (ctx: NewExpressionContext) => lowerCreator(ctx.creator(), at(ctx), lowerExpression),
  ArrayExpressionContext: (ctx: ArrayExpressionContext) => {
    const [target, index] = ctx.expression_list().map(lowerExpression) as [Expression, Expression];
    return { node: 'index', at: at(ctx), target, index };
  },
  CastExpressionContext: (ctx: CastExpressionContext) => ({
    node: 'cast',
    at: at(ctx),
    type: lowerType(ctx.typeRef()),
    operand: lowerExpression(ctx.expression()),
  }),
  InstanceOfExpressionContext: (ctx: InstanceOfExpressionContext) => ({
    node: 'instanceOf',
    at: at(ctx),
    operand: lowerExpression(ctx.expression()),
    type: lowerType(ctx.typeRef()),
  }),
  CondExpressionContext: (ctx: CondExpressionContext) => {
    const [test, yes, no] = ctx.expression_list().map(lowerExpression) as [Expression, Expression, Expression];
    return { node: 'conditional', at: at(ctx), test, yes, no };
  },
  NegExpressionContext: (ctx: NegExpressionContext) => prefix(ctx),
  PreOpExpressionContext: (ctx: PreOpExpressionContext) =>
    optional(ctx.INC()) || optional(ctx.DEC()) ? step(ctx, true) : prefix(ctx),
  PostOpExpressionContext: (ctx: PostOpExpressionContext) => step(ctx, false),
  AssignExpressionContext: (ctx: Operands) => {
    const [target, value] = ctx.expression_list().map(lowerExpression) as [Expression, Expression];
    return { node: 'assign', at: at(ctx), op: operatorOf(ctx), target, value };
  },
  ...Object.fromEntries(
    'Arth1 Arth2 Coal BitOr BitAnd BitNot Bit LogAnd LogOr Cmp Equality'
      .split(' ')
      .map((name) => [`${name}ExpressionContext`, binary]),
  ),
};

type Operand = ExpressionContext & { expression: () => ExpressionContext };

const prefix = (ctx: Operand): Expression => ({
  node: 'prefix',
  at: at(ctx),
  op: operatorOf(ctx),
  operand: lowerExpression(ctx.expression()),
});

const step = (ctx: Operand, isPrefix: boolean): Expression => ({
  node: 'step',
  at: at(ctx),
  op: operatorOf(ctx) as '++' | '--',
  prefix: isPrefix,
  operand: lowerExpression(ctx.expression()),
});

export function lowerExpression(ctx: Tree): Expression {
  const row = rows[ctx.constructor.name];
  if (!row) throw new Unsupported(at(ctx), ctx.getText());
  return (row as (ctx: Tree) => Expression)(ctx);
}
