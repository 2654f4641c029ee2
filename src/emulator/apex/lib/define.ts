import type { ApexType, Later, Method, Tx, TypeDef, Value } from '../model.ts';
import { declareEnum } from '../link/declareEnum.ts';
import { then } from '../run/later.ts';
import { apexError } from '../run/throwing.ts';
import { platformDef } from '../types/platform.ts';
import { readSignature, readType } from '../types/signature.ts';

/**
 * A row: signature and work. The work gets the object (the type, for a constructor; nothing, for a static method), the
 * arguments as the signature says them, and the transaction. `never` lets each row name the types it deals with.
 */
export type Work = (...given: never[]) => unknown;
export type Rows = Record<string, Work>;

export type Room = {
  /** With type parameters in their order: `Map<K, V>`. */
  name: string;
  kind?: TypeDef['kind'];
  extends?: string;
  implements?: string[];
  isVirtual?: boolean;
  constructors?: Rows;
  statics?: Rows;
  methods?: Rows;
  /** Methods that a class must give itself. */
  abstracts?: string[];
  /** `Integer size`: read only unless `writes` has the same. */
  fields?: Rows;
  staticFields?: Rows;
  writes?: Rows;
  constants?: string[];
};

const modifiers = { words: ['public'], annotations: new Map<string, Map<string, string>>() };

const checked = (tx: Tx, parameters: Method['parameters'], args: readonly Value[]): void => {
  for (const [i, parameter] of parameters.entries())
    if (!parameter.nullable && (args[i] ?? null) === null)
      throw apexError(tx, 'NullPointerException', `Argument ${i + 1} cannot be null`);
};

const methodOf = (owner: TypeDef, text: string, work: Work | null, kind: 'static' | 'instance' | 'new'): Method => {
  const { name, returns, parameters } = readSignature(kind === 'new' ? `void new${text}` : text);
  const run = work as ((...given: unknown[]) => Later<Value | undefined>) | null;
  return {
    name,
    owner,
    isStatic: kind === 'static',
    access: 'public',
    modifiers,
    parameters,
    returns,
    hasBody: work !== null,
    line: 0,
    invoke: (tx, self, args) => {
      checked(tx, parameters, args);
      const given = kind === 'static' ? [...args, tx] : [self, ...args, tx];
      return then(run?.(...given) ?? null, (value) => value ?? null);
    },
  };
};

const addField = (def: TypeDef, text: string, work: Work, isStatic: boolean, write: Work | undefined): void => {
  const [, type = '', name = ''] = /^(.*)\s+(\w+)$/.exec(text) ?? [];
  const read = work as unknown as (...given: unknown[]) => Later<Value>;
  const put = write as unknown as ((...given: unknown[]) => Later<void>) | undefined;
  def.fields.set(name.toLowerCase(), {
    name,
    owner: def,
    type: readType(type),
    isStatic,
    access: 'public',
    writeAccess: 'public',
    modifiers,
    isStored: false,
    get: (tx, self) => (isStatic ? read(tx) : read(self, tx)),
    set: put ? (tx, self, value) => (isStatic ? put(value, tx) : put(self, value, tx)) : null,
  });
};

const parentOf = (text: string | undefined): ApexType | null => (text === undefined ? null : readType(text));

/** Puts a room's rows into the table of platform types. */
export const define = (room: Room): void => {
  const [, name = '', parameters = ''] = /^([\w.]+)(?:<(.*)>)?$/.exec(room.name) ?? [];
  const def = platformDef(name);
  fill(def, room, parameters);
};

/** Gives a type what a room's rows say. */
export const fill = (def: TypeDef, room: Room, parameters = ''): void => {
  def.kind = room.kind ?? 'class';
  def.typeParameters = parameters
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
  def.superType = parentOf(room.extends);
  def.interfaces = (room.implements ?? []).map(readType);
  def.modifiers = { ...modifiers, words: room.isVirtual ? ['public', 'virtual'] : ['public'] };
  def.constants = room.constants ?? [];
  const add = (method: Method): void => {
    const key = method.name.toLowerCase();
    def.methods.set(key, [...(def.methods.get(key) ?? []), method]);
  };
  for (const [text, work] of Object.entries(room.methods ?? {})) add(methodOf(def, text, work, 'instance'));
  for (const [text, work] of Object.entries(room.statics ?? {})) add(methodOf(def, text, work, 'static'));
  for (const text of room.abstracts ?? []) add(methodOf(def, text, null, 'instance'));
  for (const [text, work] of Object.entries(room.constructors ?? {}))
    def.constructors.push(methodOf(def, text, work, 'new'));
  for (const [text, work] of Object.entries(room.fields ?? {})) addField(def, text, work, false, room.writes?.[text]);
  for (const [text, work] of Object.entries(room.staticFields ?? {}))
    addField(def, text, work, true, room.writes?.[text]);
  if (room.kind === 'enum') {
    def.superType = readType('Enum');
    declareEnum(def);
  }
};
