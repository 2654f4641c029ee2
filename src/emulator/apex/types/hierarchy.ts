import type { ApexType, Field, Method, TypeDef } from '../model.ts';
import { objectType, sObjectType } from './platform.ts';
import { substitute } from './substitute.ts';

/** Direct supertypes, with type arguments put in. */
const parentsOf = (type: ApexType): ApexType[] =>
  [...(type.def.superType ? [type.def.superType] : []), ...type.def.interfaces].map((parent) =>
    substitute(parent, type),
  );

/** The type itself and all above it, nearest first. */
export const lineageOf = (type: ApexType): ApexType[] => {
  const line = [type];
  for (const next of line)
    for (const parent of parentsOf(next)) if (!line.some((seen) => seen.name === parent.name)) line.push(parent);
  return line;
};

export const sameType = (a: ApexType, b: ApexType): boolean =>
  a.def === b.def && a.args.every((arg, i) => sameType(arg, b.args[i] ?? objectType));

/** How many steps up `to` is from `from`; -1 when it is not there. List elements may be subtypes. */
export const distance = (from: ApexType, to: ApexType): number => {
  if (to.def === objectType.def) return from.def === objectType.def ? 0 : 50;
  return lineageOf(from).findIndex(
    (type) => type.def === to.def && type.args.every((arg, i) => distance(arg, to.args[i] ?? objectType) >= 0),
  );
};

export const isSubtype = (from: ApexType, to: ApexType): boolean => distance(from, to) >= 0;

export const findField = (type: ApexType, name: string): { field: Field; holder: ApexType } | null => {
  for (const holder of lineageOf(type)) {
    const field = holder.def.fields.get(name.toLowerCase());
    if (field) return { field, holder };
  }
  return null;
};

/** All methods of that name, nearest first; one that overrides another hides it. */
export const findMethods = (type: ApexType, name: string): { method: Method; holder: ApexType }[] => {
  const found: { method: Method; holder: ApexType }[] = [];
  const line = lineageOf(type);
  if (!line.some((seen) => seen.def === objectType.def)) line.push(objectType);
  for (const holder of line)
    for (const method of holder.def.methods.get(name.toLowerCase()) ?? [])
      if (!found.some((seen) => sameParameters(seen.method, seen.holder, method, holder)))
        found.push({ method, holder });
  return found;
};

export const sameParameters = (a: Method, aOn: ApexType, b: Method, bOn: ApexType): boolean =>
  a.parameters.length === b.parameters.length &&
  a.parameters.every((parameter, i) => {
    const other = b.parameters[i];
    if (other === undefined) return false;
    const [one, two] = [substitute(parameter.type, aOn), substitute(other.type, bOn)];
    return sameType(one, two) || (isBatch(aOn, bOn) && areRecords(one) && areRecords(two));
  });

/** A batch of `SObject` may name the object that its records are of. */
const isBatch = (...holders: ApexType[]): boolean => holders.some(({ def }) => def.name === 'Database.Batchable');

const areRecords = ({ def, args }: ApexType): boolean =>
  def.name === 'List' && (args[0]?.def.kind === 'sobject' || args[0]?.def === sObjectType.def);

/** The class and those around it, innermost first. */
export const enclosing = (def: TypeDef | null): TypeDef[] => (def ? [def, ...enclosing(def.outer)] : []);
