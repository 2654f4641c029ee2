import type { ApexEnum, Field, Method, TypeDef } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { listOf, stringType, typeOf } from '../types/platform.ts';

const modifiers = { words: ['public', 'static'], annotations: new Map<string, Map<string, string>>() };

/** The constants of an enum, of a user's or the platform's, with values() and valueOf(). */
export const declareEnum = (def: TypeDef): void => {
  const type = typeOf(def);
  const values = def.constants.map((name, ordinal): ApexEnum => ({ is: 'enum', type, name, ordinal }));
  const common = { owner: def, isStatic: true, access: 'public' as const, modifiers };
  for (const value of values) {
    const field: Field = {
      ...common,
      name: value.name,
      type,
      writeAccess: 'public',
      isStored: false,
      get: () => value,
      set: null,
    };
    def.fields.set(value.name.toLowerCase(), field);
  }
  const method = (name: string, part: Pick<Method, 'parameters' | 'returns' | 'invoke'>): void => {
    def.methods.set(name.toLowerCase(), [{ ...common, name, hasBody: true, line: 0, ...part }]);
  };
  const list = listOf(type);
  method('values', { parameters: [], returns: list, invoke: () => ({ is: 'list', type: list, items: [...values] }) });
  method('valueOf', {
    parameters: [{ type: stringType, nullable: false, name: 'name' }],
    returns: type,
    invoke: (tx, _self, [given]) => {
      const name = given as string;
      const found = values.find((value) => value.name.toLowerCase() === name.toLowerCase());
      if (!found) throw apexError(tx, 'NoSuchElementException', `No enum constant ${def.name}.${name}`);
      return found;
    },
  });
};
