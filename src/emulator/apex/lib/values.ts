import type { ApexBlob, ApexId, ApexType, ApexTypeValue, Tx, Value } from '../model.ts';
import { then } from '../run/later.ts';
import { apexError } from '../run/throwing.ts';
import { blankObject } from '../bind/creators.ts';
import { isSubtype } from '../types/hierarchy.ts';
import { listOf, mapOf, setOf } from '../types/platform.ts';
import { longId, parseId } from '../values/id.ts';
import { objectToken } from '../values/tokens.ts';
import { textOfBlob, utf8 } from './blob.ts';
import type { Room } from './define.ts';

const idOf = (text: string, tx: Tx): ApexId => {
  const id = parseId(text);
  if (!id) throw apexError(tx, 'StringException', `Invalid id: ${text}`);
  return id;
};

const objectOfId = (self: ApexId, tx: Tx): Value => {
  const prefix = self.text.slice(0, 3);
  const found = tx.objects().find(({ name }) => tx.host.describe?.(name, tx.user.id)?.keyPrefix === prefix);
  if (!found) throw apexError(tx, 'SObjectException', `Cannot locate Apex Type for ID: ${self.text}`);
  return objectToken(found);
};

/** `Map<String, List<X>>` and `Outer.Inner` by name; null when one of them is not there. */
const typeNamed = (name: string, tx: Tx): ApexType | null => {
  const generic = /^(List|Set)<(.*)>$/i.exec(name);
  if (generic) {
    const element = typeNamed(generic[2]?.trim() ?? '', tx);
    return element && (generic[1]?.toLowerCase() === 'list' ? listOf(element) : setOf(element));
  }
  const map = /^Map<\s*([\w.]+)\s*,(.*)>$/i.exec(name);
  if (!map) return tx.find(name);
  const [key, value] = [typeNamed(map[1] ?? '', tx), typeNamed(map[2]?.trim() ?? '', tx)];
  return key && value && mapOf(key, value);
};

const forName = (name: string, tx: Tx): Value => {
  const value = typeNamed(name, tx);
  return value && { is: 'type', value };
};

export const valueRooms: Room[] = [
  {
    name: 'Id',
    methods: {
      'String to15()': (self: ApexId) => self.text.slice(0, 15),
      'Schema.SObjectType getSObjectType()': objectOfId,
      'Boolean equals(Object?)': (self: ApexId, other: Value) =>
        typeof other === 'string'
          ? longId(other) === self.text
          : typeof other === 'object' && other?.is === 'id' && other.text === self.text,
    },
    statics: { 'Id valueOf(String)': idOf },
  },
  {
    name: 'Blob',
    methods: {
      'Integer size()': (self: ApexBlob) => self.bytes.length,
      'String toString()': textOfBlob,
    },
    statics: { 'Blob valueOf(String)': utf8 },
  },
  {
    name: 'Type',
    methods: {
      'String getName()': (self: ApexTypeValue) => self.value.name,
      'Boolean isAssignableFrom(Type)': (self: ApexTypeValue, other: ApexTypeValue) =>
        isSubtype(other.value, self.value),
      'Object newInstance()': (self: ApexTypeValue, tx: Tx) => {
        const type = self.value;
        if (type.def.kind === 'sobject') return { is: 'sobject', type, fields: new Map() } satisfies Value;
        const create = type.def.constructors.find((each) => each.parameters.length === 0);
        const isOpen = type.def.kind === 'class' && !type.def.modifiers.words.includes('abstract');
        if (!create || !isOpen) throw apexError(tx, 'TypeException', `Type cannot be constructed: ${type.name}`);
        if (type.def.isNative) return create.invoke(tx, self, []);
        const made = blankObject(type);
        return then(create.invoke(tx, made, []), () => made);
      },
    },
    statics: {
      'Type forName(String)': forName,
      'Type forName(String?, String)': (namespace: string | null, name: string, tx: Tx) =>
        namespace ? forName(`${namespace}.${name}`, tx) : forName(name, tx),
    },
  },
];
