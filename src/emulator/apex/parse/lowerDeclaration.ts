import type {
  AnonymousMemberDeclarationContext,
  AnonymousUnitContext,
  ClassBodyDeclarationContext,
  ClassDeclarationContext,
  CompilationUnitContext,
  EnumDeclarationContext,
  FormalParametersContext,
  InterfaceDeclarationContext,
  MethodDeclarationContext,
  ModifierContext,
  PropertyDeclarationContext,
  StatementContext,
  TriggerMemberDeclarationContext,
  TriggerUnitContext,
} from '@apexdevtools/apex-parser';
import type { Accessor, AnonymousUnit, Member, Modifiers, Parameter, TriggerUnit, TypeDeclaration } from './ast.ts';
import { lowerBlock, lowerStatement, lowerVariables } from './lowerStatement.ts';
import { at, lowerModifiers, lowerType, lowerTypes } from './lowerType.ts';
import { Unsupported } from './unsupported.ts';
import { optional } from './optional.ts';

/** What the grammar allows as a declaration: the same alternatives in a class, in a block and at the top. */
type Declared = {
  methodDeclaration?: () => MethodDeclarationContext | null;
  propertyDeclaration?: () => PropertyDeclarationContext | null;
  classDeclaration: () => ClassDeclarationContext | null;
  interfaceDeclaration: () => InterfaceDeclarationContext | null;
  enumDeclaration: () => EnumDeclarationContext | null;
};

const parameters = (ctx: FormalParametersContext): Parameter[] =>
  (optional(ctx.formalParameterList())?.formalParameter_list() ?? []).map((parameter) => ({
    at: at(parameter),
    type: lowerType(parameter.typeRef()),
    name: parameter.id().getText(),
  }));

const typeOf = (ctx: Declared, modifiers: Modifiers): TypeDeclaration | null => {
  const empty = { modifiers, superType: null, interfaces: [], members: [], constants: [] };
  const asEnum = optional(ctx.enumDeclaration());
  if (asEnum) {
    const constants = (optional(asEnum.enumConstants())?.id_list() ?? []).map((id) => id.getText());
    return { ...empty, at: at(asEnum), kind: 'enum', name: asEnum.id().getText(), constants };
  }
  const asInterface = optional(ctx.interfaceDeclaration());
  if (asInterface) {
    const members = asInterface.interfaceBody().interfaceMethodDeclaration_list();
    return {
      ...empty,
      at: at(asInterface),
      kind: 'interface',
      name: asInterface.id().getText(),
      interfaces: lowerTypes(asInterface.typeList()),
      members: members.map((method) => ({
        node: 'method',
        at: at(method),
        modifiers: lowerModifiers(method.modifier_list()),
        returns: optional(method.typeRef()) ? lowerType(method.typeRef()) : null,
        name: method.id().getText(),
        parameters: parameters(method.formalParameters()),
        body: null,
      })),
    };
  }
  const asClass = optional(ctx.classDeclaration());
  if (!asClass) return null;
  return {
    ...empty,
    at: at(asClass),
    kind: 'class',
    name: asClass.id().getText(),
    superType: optional(asClass.typeRef()) ? lowerType(asClass.typeRef()) : null,
    interfaces: lowerTypes(asClass.typeList()),
    members: asClass.classBody().classBodyDeclaration_list().flatMap(memberOf),
  };
};

const propertyOf = (ctx: PropertyDeclarationContext, modifiers: Modifiers): Member => {
  const accessors: Record<'get' | 'set', Accessor | null> = { get: null, set: null };
  for (const block of ctx.propertyBlock_list()) {
    const part = optional(block.getter()) ?? block.setter();
    const body = optional(part.block()) ? lowerBlock(part.block()) : null;
    const accessor = { at: at(block), modifiers: lowerModifiers(block.modifier_list()), body };
    accessors[optional(block.getter()) ? 'get' : 'set'] = accessor;
  }
  return {
    node: 'property',
    at: at(ctx),
    modifiers,
    type: lowerType(ctx.typeRef()),
    name: ctx.id().getText(),
    ...accessors,
  };
};

const methodOf = (ctx: MethodDeclarationContext, modifiers: Modifiers): Member => ({
  node: 'method',
  at: at(ctx.id()),
  modifiers,
  returns: optional(ctx.typeRef()) ? lowerType(ctx.typeRef()) : null,
  name: ctx.id().getText(),
  parameters: parameters(ctx.formalParameters()),
  body: optional(ctx.block()) ? lowerBlock(ctx.block()) : null,
});

const declaredOf = (ctx: Declared, modifiers: Modifiers): Member | null => {
  const method = ctx.methodDeclaration?.();
  if (method) return methodOf(method, modifiers);
  const property = ctx.propertyDeclaration?.();
  if (property) return propertyOf(property, modifiers);
  const declaration = typeOf(ctx, modifiers);
  return declaration && { node: 'type', at: declaration.at, modifiers, declaration };
};

function memberOf(ctx: ClassBodyDeclarationContext): Member[] {
  const block = optional(ctx.block());
  if (block) {
    const words = optional(ctx.STATIC()) ? ['static'] : [];
    return [
      { node: 'initializer', at: at(ctx), modifiers: { words, annotations: new Map() }, body: lowerBlock(block) },
    ];
  }
  const member = optional(ctx.memberDeclaration());
  if (!member) return [];
  const modifiers = lowerModifiers(ctx.modifier_list());
  const built = optional(member.constructorDeclaration());
  if (built) {
    const name = built.qualifiedName().getText();
    const body = lowerBlock(built.block());
    return [
      { node: 'constructor', at: at(built), modifiers, name, parameters: parameters(built.formalParameters()), body },
    ];
  }
  const field = optional(member.fieldDeclaration());
  if (field) {
    const variables = lowerVariables(field.variableDeclarators());
    return [{ node: 'field', at: at(field), modifiers, type: lowerType(field.typeRef()), variables }];
  }
  const declared = declaredOf(member, modifiers);
  if (!declared) throw new Unsupported(at(ctx), ctx.getText());
  return [declared];
}

export const lowerUnit = (ctx: CompilationUnitContext): TypeDeclaration => {
  const declared = optional(ctx.typeDeclaration());
  const type = declared && typeOf(declared, lowerModifiers(declared.modifier_list()));
  if (!type) throw new Unsupported(at(ctx), ctx.getText());
  return type;
};

/** A statement or a declaration, as a block and a trigger have them. */
type Part = {
  statement: () => StatementContext;
  modifier_list: () => ModifierContext[];
  getText: () => string;
  anonymousMemberDeclaration?: () => AnonymousMemberDeclarationContext;
  triggerMemberDeclaration?: () => TriggerMemberDeclarationContext;
} & Parameters<typeof at>[0];

const lowerParts = (parts: readonly Part[]): AnonymousUnit => {
  const unit: AnonymousUnit = { members: [], statements: [] };
  for (const part of parts) {
    const statement = optional(part.statement());
    const member = optional(part.anonymousMemberDeclaration?.() ?? part.triggerMemberDeclaration?.());
    const modifiers = lowerModifiers(part.modifier_list());
    const field = member?.fieldDeclaration();
    if (statement) unit.statements.push(lowerStatement(statement));
    else if (field)
      unit.statements.push({
        node: 'local',
        at: at(field),
        type: lowerType(field.typeRef()),
        isFinal: modifiers.words.includes('final'),
        variables: lowerVariables(field.variableDeclarators()),
      });
    else {
      const declared = member && declaredOf(member, modifiers);
      if (!declared) throw new Unsupported(at(part), part.getText());
      unit.members.push(declared);
    }
  }
  return unit;
};

export const lowerAnonymous = (ctx: AnonymousUnitContext): AnonymousUnit =>
  lowerParts(ctx.anonymousBlock().anonymousBlockMember_list());

export const lowerTrigger = (ctx: TriggerUnitContext): TriggerUnit => ({
  ...lowerParts(ctx.triggerBlock().triggerBlockMember_list()),
  at: at(ctx),
  name: ctx.id(0).getText(),
  object: ctx.id(1).getText(),
  events: ctx.triggerCase_list().map((each) =>
    each
      .getText()
      .toLowerCase()
      .replace(/^(before|after)/, '$1 '),
  ),
});
