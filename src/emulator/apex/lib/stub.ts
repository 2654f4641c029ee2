import { blankObject } from '../bind/creators.ts';
import type { ApexTypeValue, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import type { Room } from './define.ts';

const createStub = ({ value }: ApexTypeValue, provider: Value, tx: Tx): Value => {
  if (!tx.test) throw apexError(tx, 'TypeException', 'Testing method may only be called from a test method');
  if (value.def.isNative || value.def.kind === 'enum')
    throw apexError(tx, 'TypeException', `Cannot create stub for type ${value.name}`);
  return { ...blankObject(value), stub: provider };
};

export const stubRooms: Room[] = [
  {
    name: 'StubProvider',
    kind: 'interface',
    abstracts: ['Object handleMethodCall(Object?, String?, Type?, List<Type>?, List<String>?, List<Object>?)'],
  },
  { name: 'Test', statics: { 'Object createStub(Type, StubProvider)': createStub } },
];
