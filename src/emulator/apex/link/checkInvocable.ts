import type { ApexProblem } from '../host.ts';
import type { Field, Method, TypeDef } from '../model.ts';
import type { TypeDeclaration } from '../parse/ast.ts';
import { voidType } from '../types/platform.ts';

const isList = (type: Method['returns']): boolean => type.def.name === 'List';

const methodMessages = (method: Method): string[] => [
  ...(method.isStatic ? [] : ['InvocableMethod methods must be static']),
  ...(['public', 'global'].includes(method.access) ? [] : ['InvocableMethod methods must be public or global']),
  ...(method.owner.outer === null ? [] : ['InvocableMethod methods must be in an outer class']),
  ...(method.parameters.length <= 1 ? [] : ['InvocableMethod methods must have no more than one parameter']),
  ...method.parameters
    .filter(({ type }) => !isList(type))
    .map(({ type }) => `Unsupported parameter type ${type.name}. Valid parameter types are List<T>`),
  ...(method.returns === voidType || isList(method.returns)
    ? []
    : [`Unsupported return type ${method.returns.name}. Valid return types are void and List<T>`]),
];

const isInvocable = (member: Method | Field, annotation: string): boolean =>
  member.modifiers.annotations.has(annotation);

/** L68: what an invocable method and its variables have to be. */
export const invocableProblems = (declaration: TypeDeclaration, def: TypeDef): ApexProblem[] => {
  const methods = [...def.methods.values()].flat().filter((method) => isInvocable(method, 'invocablemethod'));
  const variables = [...def.fields.values()].filter((field) => isInvocable(field, 'invocablevariable'));
  const { column, line } = declaration.at;
  return [
    ...methods.flatMap((method) => methodMessages(method).map((message) => ({ line: method.line, column, message }))),
    ...methods.slice(1).map((method) => ({
      line: method.line,
      column,
      message: 'Only one method per type can be defined with: InvocableMethod',
    })),
    ...variables
      .filter((field) => field.isStatic || !['public', 'global'].includes(field.access))
      .map((field) => ({
        line,
        column,
        message: `InvocableVariable fields must be public or global, and not static: ${field.name}`,
      })),
  ];
};
