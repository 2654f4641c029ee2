import type {
  AccessLevelContext,
  BlockContext,
  ExpressionContext,
  ForStatementContext,
  LocalVariableDeclarationContext,
  StatementContext,
  SwitchStatementContext,
  TryStatementContext,
  VariableDeclaratorsContext,
  WhenLiteralContext,
} from '@apexdevtools/apex-parser';
import type { Expression, Statement, Variable, WhenNode } from './ast.ts';
import { lowerArguments, lowerExpression } from './lowerExpression.ts';
import { at, lowerModifiers, lowerQualified, lowerType } from './lowerType.ts';
import { Unsupported } from './unsupported.ts';
import { optional } from './optional.ts';

export const lowerBlock = (ctx: BlockContext): Statement => ({
  node: 'block',
  at: at(ctx),
  body: ctx.statement_list().map(lowerStatement),
});

export const lowerVariables = (ctx: VariableDeclaratorsContext): Variable[] =>
  ctx.variableDeclarator_list().map((variable) => ({
    at: at(variable),
    name: variable.id().getText(),
    value: optional(variable.expression()) ? lowerExpression(variable.expression()) : null,
  }));

const local = (ctx: LocalVariableDeclarationContext): Statement => ({
  node: 'local',
  at: at(ctx),
  type: lowerType(ctx.typeRef()),
  isFinal: lowerModifiers(ctx.modifier_list()).words.includes('final'),
  variables: lowerVariables(ctx.variableDeclarators()),
});

const asStatement = (value: Expression): Statement => ({ node: 'expression', at: value.at, value });

const lowerFor = (ctx: ForStatementContext): Statement => {
  const control = ctx.forControl();
  const body = optional(ctx.statement()) ? lowerStatement(ctx.statement()) : null;
  const each = optional(control.enhancedForControl());
  if (each) {
    const items = lowerExpression(each.expression());
    return { node: 'forEach', at: at(ctx), type: lowerType(each.typeRef()), name: each.id().getText(), items, body };
  }
  const init = optional(control.forInit());
  const declared = init?.localVariableDeclaration();
  return {
    node: 'for',
    at: at(ctx),
    init: declared ? [local(declared)] : lowerArguments(init?.expressionList()).map(asStatement),
    test: optional(control.expression()) ? lowerExpression(control.expression()) : null,
    update: lowerArguments(optional(control.forUpdate())?.expressionList()),
    body,
  };
};

const whenValue = (ctx: WhenLiteralContext): Expression => {
  const inner = optional(ctx.whenLiteral());
  if (inner) return whenValue(inner);
  const name = optional(ctx.qualifiedName());
  if (name) {
    const [first, ...rest] = lowerQualified(name).parts.map((part) => part.name) as [string, ...string[]];
    const start: Expression = { node: 'name', at: at(ctx), name: first };
    return rest.reduce<Expression>(
      (target, part) => ({ node: 'member', at: at(ctx), target, name: part, safe: false }),
      start,
    );
  }
  const kind = optional(ctx.NULL())
    ? 'null'
    : optional(ctx.IntegerLiteral())
      ? 'Integer'
      : optional(ctx.LongLiteral())
        ? 'Long'
        : 'String';
  return { node: 'literal', at: at(ctx), kind, text: ctx.getText() };
};

const lowerSwitch = (ctx: SwitchStatementContext): Statement => {
  const whens = ctx.whenControl_list().map((when): WhenNode => {
    const value = when.whenValue();
    const body = lowerBlock(when.block());
    if (optional(value.ELSE())) return { at: at(when), values: null, type: null, body };
    const type = optional(value.typeRef());
    if (type) return { at: at(when), values: null, type: { type: lowerType(type), name: value.id().getText() }, body };
    return { at: at(when), values: value.whenLiteral_list().map(whenValue), type: null, body };
  });
  return { node: 'switch', at: at(ctx), value: lowerExpression(ctx.expression()), whens };
};

const lowerTry = (ctx: TryStatementContext): Statement => ({
  node: 'try',
  at: at(ctx),
  body: lowerBlock(ctx.block()),
  catches: ctx.catchClause_list().map((clause) => ({
    at: at(clause),
    type: lowerQualified(clause.qualifiedName()),
    name: clause.id().getText(),
    body: lowerBlock(clause.block()),
  })),
  last: optional(ctx.finallyBlock()) ? lowerBlock(ctx.finallyBlock().block()) : null,
});

type Dml = Extract<Statement, { node: 'dml' }>['op'];

type DmlStatement = {
  start: { line: number; column: number };
  expression: () => ExpressionContext;
  accessLevel: () => AccessLevelContext;
};

const modeOf = (ctx: Pick<DmlStatement, 'accessLevel'>): { mode?: 'user' | 'system' } => {
  const level = optional(ctx.accessLevel());
  return level ? { mode: optional(level.USER()) ? 'user' : 'system' } : {};
};

const dml = (ctx: DmlStatement, op: Dml, key = ''): Statement => ({
  node: 'dml',
  at: at(ctx),
  op,
  value: lowerExpression(ctx.expression()),
  key: key === '' ? null : key,
  ...modeOf(ctx),
});

const maybe = (ctx: StatementContext | null): Statement | null => (ctx ? lowerStatement(ctx) : null);

/** A row for each alternative of the grammar's `statement`: how to see that it is this one, and what it becomes. */
const rows: ((ctx: StatementContext) => Statement | null)[] = [
  (ctx) => optional(ctx.block()) && lowerBlock(ctx.block()),
  (ctx) =>
    optional(ctx.localVariableDeclarationStatement()) &&
    local(ctx.localVariableDeclarationStatement().localVariableDeclaration()),
  (ctx) => optional(ctx.expressionStatement()) && asStatement(lowerExpression(ctx.expressionStatement().expression())),
  (ctx) => {
    const part = optional(ctx.ifStatement());
    if (!part) return null;
    const [yes, no] = part.statement_list();
    const test = lowerExpression(part.parExpression().expression());
    return { node: 'if', at: at(part), test, yes: lowerStatement(yes as StatementContext), no: maybe(no ?? null) };
  },
  (ctx) => optional(ctx.forStatement()) && lowerFor(ctx.forStatement()),
  (ctx) => {
    const part = optional(ctx.whileStatement());
    if (!part) return null;
    const test = lowerExpression(part.parExpression().expression());
    return { node: 'while', at: at(part), test, body: maybe(part.statement()) };
  },
  (ctx) => {
    const part = optional(ctx.doWhileStatement());
    if (!part) return null;
    const test = lowerExpression(part.parExpression().expression());
    return { node: 'doWhile', at: at(part), test, body: lowerBlock(part.block()) };
  },
  (ctx) => optional(ctx.switchStatement()) && lowerSwitch(ctx.switchStatement()),
  (ctx) => optional(ctx.tryStatement()) && lowerTry(ctx.tryStatement()),
  (ctx) => {
    const part = optional(ctx.returnStatement());
    return (
      part && {
        node: 'return',
        at: at(part),
        value: optional(part.expression()) ? lowerExpression(part.expression()) : null,
      }
    );
  },
  (ctx) => {
    const part = optional(ctx.throwStatement());
    return part && { node: 'throw', at: at(part), value: lowerExpression(part.expression()) };
  },
  (ctx) => optional(ctx.breakStatement()) && { node: 'break', at: at(ctx) },
  (ctx) => optional(ctx.continueStatement()) && { node: 'continue', at: at(ctx) },
  (ctx) => optional(ctx.insertStatement()) && dml(ctx.insertStatement(), 'insert'),
  (ctx) => optional(ctx.updateStatement()) && dml(ctx.updateStatement(), 'update'),
  (ctx) => optional(ctx.deleteStatement()) && dml(ctx.deleteStatement(), 'delete'),
  (ctx) => optional(ctx.undeleteStatement()) && dml(ctx.undeleteStatement(), 'undelete'),
  (ctx) => {
    const part = optional(ctx.upsertStatement());
    return part && dml(part, 'upsert', optional(part.qualifiedName())?.getText());
  },
  (ctx) => {
    const part = optional(ctx.mergeStatement());
    if (!part) return null;
    const [value, others] = part.expression_list().map(lowerExpression);
    return value && others
      ? { node: 'dml', at: at(part), op: 'merge', value, others, key: null, ...modeOf(part) }
      : null;
  },
  (ctx) => {
    const part = optional(ctx.runAsStatement());
    return (
      part && {
        node: 'runAs',
        at: at(part),
        args: lowerArguments(part.expressionList()),
        body: lowerBlock(part.block()),
      }
    );
  },
];

export function lowerStatement(ctx: StatementContext): Statement {
  for (const row of rows) {
    const statement = row(ctx);
    if (statement) return statement;
  }
  throw new Unsupported(at(ctx), ctx.getText());
}
