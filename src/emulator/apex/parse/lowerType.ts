import type {
  AnnotationContext,
  CreatedNameContext,
  ModifierContext,
  QualifiedNameContext,
  TypeListContext,
  TypeRefContext,
} from '@apexdevtools/apex-parser';
import type { Modifiers, Position, TypeNode } from './ast.ts';
import { optional } from './optional.ts';

type Ruled = { start: { line: number; column: number } };

export const at = (ctx: Ruled): Position => ({ line: ctx.start.line, column: ctx.start.column + 1 });

const listOf = (list: TypeListContext | null | undefined): TypeNode[] =>
  list ? list.typeRef_list().map(lowerType) : [];

export const lowerTypes = listOf;

export const lowerType = (ctx: TypeRefContext): TypeNode => ({
  at: at(ctx),
  parts: ctx.typeName_list().map((part) => ({
    name: (optional(part.id()) ?? optional(part.LIST()) ?? optional(part.SET()) ?? part.MAP()).getText(),
    args: listOf(optional(part.typeArguments())?.typeList()),
  })),
  arrays: optional(ctx.arraySubscripts())?.LBRACK_list().length ?? 0,
});

export const lowerCreated = (ctx: CreatedNameContext): TypeNode => ({
  at: at(ctx),
  parts: ctx.idCreatedNamePair_list().map((pair) => ({ name: pair.anyId().getText(), args: listOf(pair.typeList()) })),
  arrays: 0,
});

export const lowerQualified = (ctx: QualifiedNameContext): TypeNode => ({
  at: at(ctx),
  parts: ctx.id_list().map((id) => ({ name: id.getText(), args: [] })),
  arrays: 0,
});

const unquoted = (text: string): string => (text.startsWith("'") ? text.slice(1, -1) : text);

const parametersOf = (ctx: AnnotationContext): Map<string, string> => {
  const single = optional(ctx.elementValue());
  if (single) return new Map([['value', unquoted(single.getText())]]);
  const pairs = optional(ctx.elementValuePairs())?.elementValuePair_list() ?? [];
  return new Map(pairs.map((pair) => [pair.id().getText().toLowerCase(), unquoted(pair.elementValue().getText())]));
};

export const lowerModifiers = (list: readonly ModifierContext[]): Modifiers => {
  const modifiers: Modifiers = { words: [], annotations: new Map() };
  for (const modifier of list) {
    const annotation = optional(modifier.annotation());
    if (annotation) modifiers.annotations.set(annotation.id().getText().toLowerCase(), parametersOf(annotation));
    else modifiers.words.push(modifier.getText().toLowerCase().replace('sharing', ' sharing'));
  }
  return modifiers;
};
