import type { ApexType, Code } from '../model.ts';
import { then } from '../run/later.ts';
import { typeOf } from '../types/platform.ts';
import { CompileError } from './compileError.ts';
import { bindArguments, checkReach, chooseFor, runArguments } from './invoke.ts';
import type { Binder, ExpressionOf, Scope } from './scope.ts';

export const constructRows = {
  /** `this(…)` and `super(…)`: another constructor works on the same object. */
  construct: (node: ExpressionOf<'construct'>, scope: Scope, binder: Binder): Code => {
    const { def, isConstructor } = scope.unit;
    const words = node.which === 'this' ? 'this' : 'super';
    if (!isConstructor)
      throw new CompileError(node.at, `Call to '${words}()' must be the first statement in a constructor method`);
    const type: ApexType | null = node.which === 'this' ? typeOf(def) : def.superType;
    if (!type) throw new CompileError(node.at, `Class has no superclass: ${def.name}`);
    const args = bindArguments(node.args, scope, binder);
    const choice = chooseFor(
      type.def.constructors.map((method) => ({ method, holder: type })),
      args,
      node.at,
      words,
    );
    const shown = `[${type.name}].<Constructor>(${args.map((arg) => arg.type.name).join(', ')})`;
    if (!choice) throw new CompileError(node.at, `Constructor not defined: ${shown}`);
    checkReach(choice.method, scope, node.at, shown);
    const values = runArguments(args, choice);
    return {
      type: typeOf(def),
      run: (frame) =>
        then(values(frame), (given) => then(choice.method.invoke(frame.tx, frame.self, given), () => null)),
    };
  },
};
