import type { ApexType } from '../model.ts';
import { objectType, typeOf } from './platform.ts';

/** A type of a generic platform class's member, with the receiver's type arguments put in. */
export const substitute = (type: ApexType, receiver: ApexType): ApexType => {
  const at = receiver.def.typeParameters.indexOf(type.name);
  if (at >= 0) return receiver.args[at] ?? objectType;
  return type.args.length === 0
    ? type
    : typeOf(
        type.def,
        type.args.map((arg) => substitute(arg, receiver)),
      );
};
