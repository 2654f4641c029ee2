import type { ApexEnum, Tx } from '../model.ts';
import { findField } from '../types/hierarchy.ts';
import { platformType } from '../types/platform.ts';

/** A constant of a platform enum; null where it has none of that name. */
export const constantOf = (tx: Tx, type: string, name: string): ApexEnum | null => {
  const field = findField(platformType(type), name)?.field;
  return (field?.get?.(tx, null) ?? null) as ApexEnum | null;
};
