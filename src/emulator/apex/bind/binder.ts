import type { ApexType, Code, Step } from '../model.ts';
import type { Expression, Statement } from '../parse/ast.ts';
import { countStep } from '../run/interrupt.ts';
import { then } from '../run/later.ts';
import { unknownType } from '../types/platform.ts';
import { basicSteps } from './basicSteps.ts';
import { callRows } from './calls.ts';
import { castRows } from './casts.ts';
import { choiceSteps } from './choiceSteps.ts';
import { CompileError, Consequence, note } from './compileError.ts';
import { constructRows } from './constructCalls.ts';
import { creatorRows } from './creators.ts';
import { literalRows } from './literals.ts';
import { loopSteps } from './loopSteps.ts';
import { nameRows, placeRows } from './memberPlace.ts';
import { notCompiled } from './notCompiled.ts';
import { operatorRows } from './operators.ts';
import { queryRows } from './queries.ts';
import { recordSteps } from './recordSteps.ts';
import { resolveType } from './resolve.ts';
import type { Binder, Place, Scope } from './scope.ts';

type Row<Node, Result> = (node: Node, scope: Scope, binder: Binder) => Result;
type Rows<Result> = Record<string, Row<never, Result>>;

const expressions: Rows<Code> = {
  ...literalRows,
  ...nameRows,
  ...callRows,
  ...operatorRows,
  ...castRows,
  ...creatorRows,
  ...constructRows,
  ...queryRows,
};

const places: Rows<Place> = placeRows;

const statements: Rows<Step> = { ...basicSteps, ...loopSteps, ...choiceSteps, ...recordSteps };

const rowOf = <Result>(rows: Rows<Result>, node: Expression | Statement, what: string): Row<never, Result> => {
  const row = rows[node.node];
  if (!row) throw new CompileError(node.at, `${what}: ${node.node}`);
  return row;
};

const code = (node: Expression, scope: Scope): Code => {
  const bound = rowOf(expressions, node, 'Unexpected expression')(node as never, scope, binder);
  if (bound.type.def === unknownType.def) throw new Consequence(node.at, 'Its type is not known');
  return bound;
};

const place = (node: Expression, scope: Scope): Place =>
  rowOf(places, node, 'Expression cannot be assigned')(node as never, scope, binder);

const type = (node: Parameters<Binder['type']>[0], scope: Scope): ApexType =>
  resolveType(node, scope.unit.findDef, scope.unit.def);

/** A statement with a problem is noted and the rest bound, so that one deploy tells of all of them. */
const problemStep = (node: Statement, scope: Scope, error: unknown): Step => {
  const message = note(scope.unit.problems, error);
  if (node.node === 'local')
    for (const variable of node.variables)
      if (!scope.locals.has(variable.name.toLowerCase()))
        scope.locals.set(variable.name.toLowerCase(), {
          name: variable.name,
          type: unknownType,
          slot: 0,
          isFinal: false,
        });
  return notCompiled(message);
};

const step = (node: Statement, scope: Scope): Step => {
  let inner: Step;
  try {
    inner = rowOf(statements, node, 'Unexpected statement')(node as never, scope, binder);
  } catch (error) {
    inner = problemStep(node, scope, error);
  }
  if (node.node === 'block') return inner;
  const { line } = node.at;
  const { def, lines } = scope.unit;
  lines.add(line);
  return (frame) => {
    frame.line = line;
    frame.tx.coverage?.get(def)?.add(line);
    return then(countStep(frame.tx), () => {
      frame.line = line;
      return inner(frame);
    });
  };
};

/** Makes code runnable: names, types and overloads are settled here, once, before anything runs. */
export const binder: Binder = { code, place, step, type };
