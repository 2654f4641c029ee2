import { resolveType } from '../bind/resolve.ts';
import { note } from '../bind/compileError.ts';
import type { ApexType, TypeDef } from '../model.ts';
import type { TypeDeclaration, TypeNode } from '../parse/ast.ts';
import { newTypeDef, platformDef, typeOf } from '../types/platform.ts';
import { problemsOf } from './bodies.ts';
import type { Program } from './program.ts';

export type Declared = { declaration: TypeDeclaration; def: TypeDef };

/** The type by name, empty, and all inside it. */
export const declareType = (
  declaration: TypeDeclaration,
  outer: TypeDef | null,
  apiVersion: number,
  shown = outer ? `${outer.name}.${declaration.name}` : declaration.name,
): Declared[] => {
  const def: TypeDef = {
    ...newTypeDef(shown, declaration.kind),
    name: shown,
    isNative: false,
    outer,
    modifiers: declaration.modifiers,
    apiVersion,
    constants: declaration.constants,
  };
  const inner = declaration.members.flatMap((member) =>
    member.node === 'type' ? declareType(member.declaration, def, apiVersion) : [],
  );
  for (const each of inner) if (each.def.outer === def) def.inner.set(each.declaration.name.toLowerCase(), each.def);
  return [{ declaration, def }, ...inner];
};

const isOpen = (parent: TypeDef): boolean =>
  parent.isNative
    ? parent === platformDef('Exception')
    : parent.modifiers.words.some((word) => word === 'virtual' || word === 'abstract') ||
      parent.superType?.def === platformDef('Exception');

/** Superclass and interfaces. */
export const linkHeader = (program: Program, { declaration, def }: Declared): void => {
  const problems = problemsOf(program, def);
  const resolve = (node: TypeNode): ApexType | null => {
    try {
      return resolveType(node, program.findDef, def.outer ?? def);
    } catch (error) {
      note(problems, error);
      return null;
    }
  };
  def.interfaces = declaration.interfaces.flatMap((node) => {
    const type = resolve(node);
    if (type && type.def.kind !== 'interface')
      problems.push({ ...node.at, message: `Class must implement an interface: ${type.name}` });
    return type ? [type] : [];
  });
  if (declaration.kind === 'enum') def.superType = typeOf(platformDef('Enum'));
  if (!declaration.superType) return;
  const parent = resolve(declaration.superType);
  if (!parent) return;
  if (!isOpen(parent.def))
    problems.push({
      ...declaration.superType.at,
      message: `Non-virtual and non-abstract type cannot be extended: ${parent.name}`,
    });
  def.superType = parent;
  const isException = parent.def === platformDef('Exception');
  if (isException && !/exception$/i.test(def.name))
    problems.push({
      ...declaration.at,
      message: `Classes extending Exception must have a name ending in 'Exception': ${def.name}`,
    });
};

const above = (def: TypeDef): TypeDef[] => [
  ...(def.superType ? [def.superType.def] : []),
  ...def.interfaces.map((type) => type.def),
];

/** A type that is above itself is a problem, and then above itself no longer. */
export const breakCircle = (program: Program, { declaration, def }: Declared): void => {
  const seen = new Set<TypeDef>();
  const reaches = (from: TypeDef): boolean =>
    above(from).some((next) => {
      if (next === def) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next);
    });
  if (!reaches(def)) return;
  problemsOf(program, def).push({ ...declaration.at, message: `Circular definition: ${def.name}` });
  def.superType = null;
  def.interfaces = [];
};
