import type { ApexProblem } from '../host.ts';
import type { ApexType, Method, TypeDef } from '../model.ts';
import type { TypeDeclaration } from '../parse/ast.ts';
import { lineageOf, sameParameters, sameType } from '../types/hierarchy.ts';
import { objectType, typeOf } from '../types/platform.ts';
import { substitute } from '../types/substitute.ts';
import { modifierProblems } from './checkModifiers.ts';

type Placed = { method: Method; holder: ApexType };

const shown = ({ method }: Placed): string =>
  `${method.returns.name} ${method.owner.name}.${method.name}(${method.parameters.map(({ type }) => type.name).join(', ')})`;

const methodsOf = (holder: ApexType): Placed[] =>
  [...holder.def.methods.values()].flat().map((method) => ({ method, holder }));

const matches = (a: Placed, b: Placed): boolean =>
  a.method.name.toLowerCase() === b.method.name.toLowerCase() && sameParameters(a.method, a.holder, b.method, b.holder);

/** Everything abstract above a class that can be constructed has a body somewhere in its line. */
const missing = (def: TypeDef, line: readonly ApexType[]): string[] => {
  if (def.modifiers.words.includes('abstract')) return [];
  const all = line.flatMap(methodsOf);
  return all
    .filter((wanted) => !wanted.method.hasBody && !wanted.method.isStatic)
    .filter((wanted) => !all.some((other) => other.method.hasBody && matches(other, wanted)))
    .map(
      (wanted) =>
        `Class ${def.name} must implement the ${wanted.holder.def.kind === 'interface' ? 'method' : 'abstract method'}: ${shown(wanted)}`,
    );
};

const reach = { private: 0, protected: 1, public: 2, global: 2 };

/** A batch's `start` gives a list or a query locator as well as an iterable. */
const isScope = (above: Placed, own: Placed): boolean =>
  above.holder.def.name === 'Database.Batchable' &&
  own.method.name.toLowerCase() === 'start' &&
  ['List', 'Database.QueryLocator'].includes(own.method.returns.def.name);

/** What an interface of the platform gives as Object, a class may give as something more. */
const narrows = (above: Placed, own: Placed): boolean =>
  above.method.owner.isNative &&
  above.method.owner.kind === 'interface' &&
  above.method.returns.def === objectType.def &&
  own.method.returns.name !== 'void';

const overrideProblem = (own: Placed, parents: readonly Placed[]): string | null => {
  const { words } = own.method.modifiers;
  const above = parents.find((other) => matches(other, own));
  const overrides = words.includes('override');
  if (overrides && !above) return `Method does not override an ancestor method: ${shown(own)}`;
  const inClass = above && above.method.owner.kind === 'class' && !above.method.owner.isNative;
  if (inClass && !(above.method.access === 'private' && above.method.hasBody)) {
    const open = above.method.modifiers.words.some((word) => ['virtual', 'abstract', 'override'].includes(word));
    if (!open) return `Non-virtual, non-abstract methods cannot be overridden: ${shown(own)}`;
    if (!overrides) return `Method must use the override keyword: ${shown(own)}`;
  }
  const clashes = above && !sameType(substitute(above.method.returns, above.holder), own.method.returns);
  if (clashes && !isScope(above, own) && !narrows(above, own))
    return `Method return types clash: ${shown(own)} vs ${shown(above)} from the type ${own.method.owner.name}`;
  if (above && reach[own.method.access] < reach[above.method.access] && above.method.owner.name !== 'Object')
    return `Cannot reduce the visibility of the overridden method: ${shown(own)}`;
  // L67: such a method is private unless it says more, and a private one cannot be overridden any longer.
  const needsReach = words.includes('abstract') || overrides;
  if (own.method.owner.apiVersion >= 65 && needsReach && own.method.access === 'private')
    return `Abstract and override methods must be protected, public or global: ${shown(own)}`;
  return null;
};

/** What can be said of a class's methods without looking into them. */
export const memberProblems = (declaration: TypeDeclaration, def: TypeDef): ApexProblem[] => {
  if (def.kind !== 'class') return modifierProblems(declaration, def);
  const line = lineageOf(typeOf(def));
  const problems = [
    ...modifierProblems(declaration, def),
    ...missing(def, line).map((message) => ({ ...declaration.at, message })),
  ];
  // Every class may override toString, equals and hashCode of Object, whether it says so or not.
  const parents = [...line.slice(1), objectType].flatMap(methodsOf);
  for (const own of methodsOf(typeOf(def))) {
    if (own.method.isStatic) continue;
    const message = overrideProblem(own, parents);
    if (message) problems.push({ line: own.method.line, column: declaration.at.column, message });
  }
  return problems;
};
