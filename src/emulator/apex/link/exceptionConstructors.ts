import { inSequence } from '../bind/basicSteps.ts';
import type { Method, TypeDef } from '../model.ts';
import { callFrame } from '../run/callFrame.ts';
import { then } from '../run/later.ts';
import { platformDef } from '../types/platform.ts';
import type { Initializer } from './declareFields.ts';

/** A class that extends Exception has the platform's constructors besides its own. */
export const inheritExceptionConstructors = (def: TypeDef, initializers: readonly Initializer[]): void => {
  for (const inherited of platformDef('Exception').constructors) {
    const same = (method: Method): boolean =>
      method.parameters.length === inherited.parameters.length &&
      method.parameters.every((parameter, i) => parameter.type.name === inherited.parameters[i]?.type.name);
    if (def.constructors.some(same)) continue;
    def.constructors.push({
      ...inherited,
      owner: def,
      invoke: (tx, self, args) =>
        then(inherited.invoke(tx, self, args), () => {
          const steps = initializers.filter((each) => !each.isStatic).map((each) => each.step());
          const body = inSequence(steps);
          return steps.length === 0 ? self : callFrame(tx, `Class.${def.name}.<init>`, 1, self, [], body);
        }),
    });
  }
};
