import type { ApexType, LinkedTrigger, TypeDef } from '../model.ts';
import type { TriggerUnit } from '../parse/ast.ts';
import { idType, listOf, mapOf, platformDef, typeOf } from '../types/platform.ts';
import { linkBlock } from './linkBlock.ts';
import type { Program } from './program.ts';

/** `Trigger` as a trigger of that object sees it: its records are of that object. */
const contextOf = (object: ApexType): TypeDef => {
  const base = platformDef('Trigger');
  const types = {
    new: listOf(object),
    old: listOf(object),
    newmap: mapOf(idType, object),
    oldmap: mapOf(idType, object),
  };
  const fields = new Map(base.fields);
  for (const [name, type] of Object.entries(types)) {
    const field = fields.get(name);
    if (field) fields.set(name, { ...field, type });
  }
  return { ...base, fields };
};

export const linkTrigger = (program: Program, unit: TriggerUnit, apiVersion: string): LinkedTrigger => {
  let bound: ReturnType<LinkedTrigger['bind']> | null = null;
  const bind = (): ReturnType<LinkedTrigger['bind']> => {
    const object = program.findDef([unit.object], null);
    if (object?.kind !== 'sobject')
      return { step: () => undefined, problems: [{ ...unit.at, message: `Invalid type: ${unit.object}` }] };
    const context = contextOf(typeOf(object));
    const own: Program = {
      ...program,
      findDef: (names, from) =>
        names.length === 1 && names[0]?.toLowerCase() === 'trigger' ? context : program.findDef(names, from),
    };
    return linkBlock(own, unit, apiVersion, `Trigger.${unit.name}`);
  };
  return {
    name: unit.name,
    object: unit.object,
    events: unit.events,
    bind: () => (bound ??= bind()),
  };
};
