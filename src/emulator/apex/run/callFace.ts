import { dispatch } from '../bind/invoke.ts';
import type { Later, Tx, Value } from '../model.ts';
import { findMethods, isSubtype } from '../types/hierarchy.ts';
import { platformType } from '../types/platform.ts';
import { typeOfValue } from '../values/typeOfValue.ts';

/** Calls a method that a platform interface asks for on the user's object. */
export const callFace = (tx: Tx, object: Value, face: string, name: string, args: Value[]): Later<Value> => {
  const [found] = findMethods(platformType(face), name);
  return found ? dispatch(object, found.method).invoke(tx, object, args) : null;
};

/** Whether the object's class implements a platform interface. */
export const implementsFace = (value: Value, face: string): boolean =>
  typeOfValue(value).def !== platformType(face).def && isSubtype({ ...typeOfValue(value) }, platformType(face));
