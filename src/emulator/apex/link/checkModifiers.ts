import type { ApexProblem } from '../host.ts';
import type { TypeDef } from '../model.ts';
import type { Member, Modifiers, Position, TypeDeclaration } from '../parse/ast.ts';

/** Annotations of the Apex Developer Guide. */
const annotations = new Set(
  `auraenabled deprecated future httpdelete httpget httppatch  httpput invocablemethod invocablevariable istest
   jsonaccess namespaceaccessible readonly remoteaction restresource suppresswarnings testsetup testvisible httppost`.split(
    /\s+/,
  ),
);

const unknownAnnotations = (modifiers: Modifiers, at: Position): ApexProblem[] =>
  [...modifiers.annotations.keys()]
    .filter((name) => !annotations.has(name))
    .map((name) => ({ ...at, message: `Annotation does not exist: ${name}` }));

const staticInside = (member: Member, def: TypeDef): ApexProblem[] => {
  if (def.outer === null || def.outer.name === 'AnonymousBlock' || !member.modifiers.words.includes('static'))
    return [];
  const what = member.node === 'method' ? 'methods' : member.node === 'type' ? 'types' : 'variables';
  return [{ ...member.at, message: `Only top-level class ${what} can be declared static` }];
};

const repeated = (declaration: TypeDeclaration): ApexProblem[] =>
  declaration.constants
    .filter((name, i) => declaration.constants.findIndex((other) => other.toLowerCase() === name.toLowerCase()) < i)
    .map((name) => ({ ...declaration.at, message: `Duplicate field: ${name}` }));

/** What a declaration's own words say that they may not. */
export const modifierProblems = (declaration: TypeDeclaration, def: TypeDef): ApexProblem[] => [
  ...unknownAnnotations(declaration.modifiers, declaration.at),
  ...repeated(declaration),
  ...declaration.members.flatMap((member) => [
    ...(member.node === 'type' ? [] : unknownAnnotations(member.modifiers, member.at)),
    ...staticInside(member, def),
  ]),
];
