import type { ApexType, Code } from '../model.ts';
import type { Position } from '../parse/ast.ts';
import { conversion } from '../types/convert.ts';
import { lineageOf, isSubtype } from '../types/hierarchy.ts';
import { nullType, objectType } from '../types/platform.ts';
import { CompileError } from './compileError.ts';

/** The type of `c ? a : b` and `a ?? b`. */
export const commonType = (a: Code, b: Code, at: Position): ApexType => {
  if (a.type.name === 'void' || b.type.name === 'void') throw new CompileError(at, 'Expression cannot be of type void');
  if (a.type.def === nullType.def) return b.type;
  if (conversion(b.type, a.type)) return a.type;
  if (conversion(a.type, b.type)) return b.type;
  return lineageOf(a.type).find((type) => isSubtype(b.type, type)) ?? objectType;
};
