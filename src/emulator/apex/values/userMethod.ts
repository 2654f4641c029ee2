import type { Method, Value } from '../model.ts';
import { findMethods } from '../types/hierarchy.ts';
import { typeOfValue } from './typeOfValue.ts';

/** A method without platform code behind it that an object's own class gives: `toString`, `equals`, `compareTo`. */
export const userMethod = (value: Value, name: string, parameters: number): Method | null => {
  if (value === null || typeof value !== 'object' || value.is !== 'object') return null;
  const found = findMethods(typeOfValue(value), name).find(
    ({ method }) => !method.owner.isNative && method.hasBody && method.parameters.length === parameters,
  );
  return found?.method ?? null;
};
