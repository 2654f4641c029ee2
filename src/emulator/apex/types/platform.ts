import type { ApexType, TypeDef } from '../model.ts';

/** Platform types by lower-case name, `System.` left off. Filled once, when the rooms of `lib/` are read. */
const known = new Map<string, TypeDef>();

const bare = (name: string): string => name.toLowerCase().replace(/^system\./, '');

/** Types that are shown without their namespace. */
const plain = new Set(
  'Object String Integer Long Double Decimal Boolean Id Blob Date Datetime Time List Set Map SObject null void unknown T K V'.split(
    ' ',
  ),
);

export const newTypeDef = (name: string, kind: TypeDef['kind']): TypeDef => ({
  name,
  kind,
  isNative: true,
  typeParameters: [],
  outer: null,
  superType: null,
  interfaces: [],
  modifiers: { words: ['public'], annotations: new Map() },
  apiVersion: 60,
  fields: new Map(),
  methods: new Map(),
  constructors: [],
  inner: new Map(),
  constants: [],
  initialize: null,
});

/** The platform type of that name, made empty when it is not there yet: rooms name one another in any order. */
export const platformDef = (name: string): TypeDef => {
  const found = known.get(bare(name));
  if (found) return found;
  const def = newTypeDef(plain.has(name) || name.includes('.') ? name : `System.${name}`, 'class');
  known.set(bare(name), def);
  return def;
};

export const findPlatformDef = (name: string): TypeDef | undefined => known.get(bare(name));

export const platformDefs = (): TypeDef[] => [...known.values()];

export const typeOf = (def: TypeDef, args: readonly ApexType[] = []): ApexType => ({
  name: args.length === 0 ? def.name : `${def.name}<${args.map((arg) => arg.name).join(',')}>`,
  def,
  args,
});

const simple = new Map<string, ApexType>();

/** A platform type without arguments. */
export const platformType = (name: string): ApexType => {
  const found = simple.get(bare(name));
  if (found) return found;
  const type = typeOf(platformDef(name));
  simple.set(bare(name), type);
  return type;
};

export const listOf = (element: ApexType): ApexType => typeOf(platformDef('List'), [element]);
export const setOf = (element: ApexType): ApexType => typeOf(platformDef('Set'), [element]);
export const mapOf = (key: ApexType, value: ApexType): ApexType => typeOf(platformDef('Map'), [key, value]);

/** The type of the literal null, and of a call that gives nothing. */
export const nullType = platformType('null');
/** Stands where a type could not be found: fits everything, so that one problem does not make ten. */
export const unknownType = platformType('unknown');
export const voidType = platformType('void');
export const objectType = platformType('Object');
export const stringType = platformType('String');
export const booleanType = platformType('Boolean');
export const integerType = platformType('Integer');
export const longType = platformType('Long');
export const doubleType = platformType('Double');
export const decimalType = platformType('Decimal');
export const idType = platformType('Id');
export const sObjectType = platformType('SObject');
