import { alwaysEnds } from '../bind/alwaysEnds.ts';
import { binder } from '../bind/binder.ts';
import { inSequence } from '../bind/basicSteps.ts';
import { nest } from '../bind/scope.ts';
import type { ApexType, Later, Method, Step, Tx, TypeDef, Value } from '../model.ts';
import type { Member, Parameter, Position, Statement } from '../parse/ast.ts';
import { callFrame, ensureInitialized } from '../run/callFrame.ts';
import { futureJob } from '../run/futureJob.ts';
import { enqueue } from '../run/jobs.ts';
import { then } from '../run/later.ts';
import { typeOf, voidType } from '../types/platform.ts';
import { bindStatement, lazily, noted, problemsOf, scopeOf } from './bodies.ts';
import { accessOf, type Initializer } from './declareFields.ts';
import type { Program } from './program.ts';

type Resolve = (node: Parameter['type']) => ApexType;

const parametersOf = (parameters: readonly Parameter[], resolve: Resolve) =>
  parameters.map(({ name, type, at }) => ({ name, at, type: resolve(type), nullable: true }));

export const declareMethod = (
  program: Program,
  def: TypeDef,
  member: Extract<Member, { node: 'method' }>,
  resolve: Resolve,
  where = `Class.${def.name}.${member.name}`,
): void => {
  const parameters = parametersOf(member.parameters, resolve);
  const returns = member.returns ? resolve(member.returns) : voidType;
  const isStatic = member.modifiers.words.includes('static') || member.modifiers.words.includes('testmethod');
  const { body } = member;
  const future = member.modifiers.annotations.get('future');
  const step = lazily(program, def, () => {
    const scope = scopeOf(program, { def, isStatic, returns, parameters });
    if (body && returns !== voidType && !alwaysEnds(body))
      scope.unit.problems.push({
        ...member.at,
        message: `Missing return statement required return type: ${returns.name}`,
      });
    return body ? bindStatement(scope, body) : (): undefined => undefined;
  });
  const method: Method = {
    name: member.name,
    owner: def,
    isStatic,
    access: accessOf(member.modifiers, def.kind === 'interface' ? 'public' : 'private'),
    modifiers: member.modifiers,
    parameters,
    returns,
    hasBody: body !== null,
    line: member.at.line,
    invoke: (tx, self, args) => {
      const callWith = (on: Tx, given: readonly Value[]): Later<Value> =>
        then(isStatic ? ensureInitialized(on, def) : undefined, () =>
          callFrame(on, where, member.at.line, self, [...given], step()),
        );
      if (!future) return callWith(tx, args);
      enqueue(tx, futureJob(method, future.get('callout') === 'true', args, callWith));
      return null;
    },
  };
  const list = def.methods.get(member.name.toLowerCase()) ?? [];
  const twin = list.some(
    (other) =>
      other.parameters.length === parameters.length &&
      other.parameters.every((parameter, i) => parameter.type.name === parameters[i]?.type.name),
  );
  const shown = `${returns.name} ${def.name}.${member.name}(${parameters.map(({ type }) => type.name).join(', ')})`;
  if (twin) problemsOf(program, def).push({ ...member.at, message: `Method already defined: ${shown}` });
  if (!body && def.kind === 'class' && !member.modifiers.words.includes('abstract'))
    problemsOf(program, def).push({ ...member.at, message: `Method must define a body: ${shown}` });
  def.methods.set(member.name.toLowerCase(), [...list, method]);
};

const isThisCall = (statement: Statement | undefined, which: 'this' | 'super'): boolean =>
  statement?.node === 'expression' && statement.value.node === 'construct' && statement.value.which === which;

/** The superclass's constructor, unless the first statement names one, then the initialisers, then the body. */
const constructorStep = (
  program: Program,
  def: TypeDef,
  statements: readonly Statement[],
  at: Position,
  parameters: ReturnType<typeof parametersOf>,
  initializers: readonly Initializer[],
): Step => {
  const scope = scopeOf(program, { def, isStatic: false, isConstructor: true, parameters });
  const [first, ...rest] = statements;
  const names = isThisCall(first, 'this') || isThisCall(first, 'super');
  const steps: Step[] = [];
  if (first && names) steps.push(bindStatement(scope, first));
  else if (def.superType) {
    const implicit = { node: 'construct' as const, at, which: 'super' as const, args: [] };
    const code = noted(
      scope.unit,
      () => binder.code(implicit, scope),
      () => null,
    );
    if (code) steps.push((frame) => then(code.run(frame), () => undefined));
  }
  if (!isThisCall(first, 'this'))
    steps.push((frame) => inSequence(initializers.filter((each) => !each.isStatic).map((each) => each.step()))(frame));
  scope.unit.isConstructor = true;
  const body: Statement = { node: 'block', at, body: names ? rest : [...statements] };
  steps.push(bindStatement(nest(scope), body));
  return inSequence(steps);
};

export const declareConstructor = (
  program: Program,
  def: TypeDef,
  member: Extract<Member, { node: 'constructor' }>,
  resolve: Resolve,
  initializers: readonly Initializer[],
): void => {
  const parameters = parametersOf(member.parameters, resolve);
  if (member.name.toLowerCase() !== def.name.split('.').at(-1)?.toLowerCase())
    problemsOf(program, def).push({ ...member.at, message: `Invalid constructor name: ${member.name}` });
  const statements = member.body.node === 'block' ? member.body.body : [];
  const step = lazily(program, def, () =>
    constructorStep(program, def, statements, member.at, parameters, initializers),
  );
  def.constructors.push({
    name: '<init>',
    owner: def,
    isStatic: false,
    access: accessOf(member.modifiers),
    modifiers: member.modifiers,
    parameters,
    returns: typeOf(def),
    hasBody: true,
    line: member.at.line,
    invoke: (tx, self, args) =>
      then(ensureInitialized(tx, def), () =>
        callFrame(tx, `Class.${def.name}.<init>`, member.at.line, self, [...args], step()),
      ),
  });
};
