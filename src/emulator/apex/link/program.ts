import type { ApexProblem } from '../host.ts';
import type { LinkedTrigger, TypeDef } from '../model.ts';
import type { FindDef } from '../bind/resolve.ts';
import { enclosing, lineageOf } from '../types/hierarchy.ts';
import { findPlatformDef, platformDefs, typeOf } from '../types/platform.ts';

/** Classes linked with one another. Nothing in it changes when code runs: state belongs to the transaction. */
export type Program = {
  classes: Map<string, TypeDef>;
  triggers: LinkedTrigger[];
  findDef: FindDef;
  /** Every object of the org, as a type. */
  objects: () => TypeDef[];
  /** Problems by outer class, as they are found. */
  problems: Map<TypeDef, ApexProblem[]>;
  /** Binds every body of an outer class: what a deploy checks and a run does one by one. */
  checks: Map<TypeDef, (() => void)[]>;
  /** Lines that can run, by class. */
  lines: Map<TypeDef, Set<number>>;
};

const innerOf = (def: TypeDef, name: string): TypeDef | null =>
  lineageOf(typeOf(def)).flatMap((type) => type.def.inner.get(name.toLowerCase()) ?? [])[0] ?? null;

/** Inner types first, then classes of the org, which shadow all others, then its objects, then the platform's. */
const finder = (classes: Map<string, TypeDef>, own: ReadonlyMap<string, TypeDef>): FindDef => {
  // The namespaces System and Schema need not be named.
  const anywhere = (names: readonly string[]): TypeDef | null =>
    own.get(names.join('.').toLowerCase()) ?? findPlatformDef(names.join('.')) ?? null;
  return (names, from) => {
    const [first = '', ...rest] = names;
    const near = enclosing(from).flatMap((def) => innerOf(def, first) ?? [])[0];
    const start = near ?? classes.get(first.toLowerCase());
    if (start) {
      const found = rest.reduce<TypeDef | null>((def, name) => def && innerOf(def, name), start);
      if (found) return found;
    }
    return anywhere(names) ?? (first.toLowerCase() === 'schema' ? anywhere(rest) : anywhere(['Schema', ...names]));
  };
};

/** `own` are the types that the org's other components make. */
export const newProgram = (own: ReadonlyMap<string, TypeDef>): Program => {
  const classes = new Map<string, TypeDef>();
  const objects = (): TypeDef[] => [...platformDefs(), ...own.values()].filter(({ kind }) => kind === 'sobject');
  return {
    classes,
    triggers: [],
    objects,
    findDef: finder(classes, own),
    problems: new Map(),
    checks: new Map(),
    lines: new Map(),
  };
};
