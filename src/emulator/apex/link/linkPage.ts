import { dispatch } from '../bind/invoke.ts';
import type { Access, ApexType, Later, Method, Tx, Value } from '../model.ts';
import type { PageApex } from '../requests.ts';
import { then } from '../run/later.ts';
import { distance, findField, findMethods } from '../types/hierarchy.ts';
import { platformType, typeOf, voidType } from '../types/platform.ts';
import { substitute } from '../types/substitute.ts';
import { typeOfValue } from '../values/typeOfValue.ts';
import type { Program } from './program.ts';

/** One step of a merge field. */
type Reader = { type: ApexType; get: (tx: Tx, self: Value) => Later<Value> };

/** A merge field: which controller it begins at, and how it is read from there. */
export type PageField = { from: number; get: Reader['get'] };

/** A page's classes, the controller first, each with the constructor that makes it. */
export type LinkedPage = {
  classes: readonly { type: ApexType; create: Method }[];
  action: { from: number; method: Method } | null;
  fields: ReadonlyMap<string, PageField>;
};

type Problem = { problem: string };

/** Types whose text on a page is that of Apex. Dates and numbers of other types are shown by locale. */
const SHOWN = new Set(['String', 'Id', 'Integer', 'Long', 'Boolean', 'Decimal']);

const isOpen = (access: Access): boolean => access === 'public' || access === 'global';

const isProblem = (value: object): value is Problem => 'problem' in value;

/** A getter method comes before a property; a plain field is not seen. Fields of records are. */
const readerOf = (type: ApexType, name: string): Reader | null => {
  const getter = findMethods(type, `get${name}`).find(
    ({ method }) =>
      method.parameters.length === 0 && isOpen(method.access) && !method.owner.isNative && method.returns !== voidType,
  );
  if (getter) {
    const { method, holder } = getter;
    return {
      type: substitute(method.returns, holder),
      get: (tx, self) =>
        (method.isStatic ? method : dispatch(self, method)).invoke(tx, method.isStatic ? null : self, []),
    };
  }
  const found = findField(type, name);
  if (!found || !(found.field.isProperty || type.def.kind === 'sobject')) return null;
  const { field, holder } = found;
  if (!field.get || !isOpen(field.access)) return null;
  const own = (self: Value): typeof field =>
    field.isStatic ? field : (findField(typeOfValue(self), field.name)?.field ?? field);
  return { type: substitute(field.type, holder), get: (tx, self) => own(self).get?.(tx, self) ?? null };
};

/** Goes along a path; where there is nothing on the way, there is nothing at its end. */
const along = (first: Reader, names: readonly string[]): Reader | Problem =>
  names.reduce<Reader | Problem>((reader, name) => {
    if (isProblem(reader)) return reader;
    const next = readerOf(reader.type, name);
    if (!next) return { problem: `Unknown property '${reader.type.name}.${name}'` };
    return {
      type: next.type,
      get: (tx, self) => then(reader.get(tx, self), (value) => (value === null ? null : next.get(tx, value))),
    };
  }, first);

/** Extensions from the left, then the controller. */
const searchOrder = (count: number): number[] => [...Array.from({ length: count - 1 }, (_, i) => i + 1), 0];

const fieldOf = (types: readonly ApexType[], path: string): PageField | Problem => {
  const [head = '', ...rest] = path.split('.');
  for (const from of searchOrder(types.length)) {
    const first = types[from] && readerOf(types[from], head);
    if (!first) continue;
    const reader = along(first, rest);
    if (isProblem(reader)) return reader;
    const isShown = SHOWN.has(reader.type.name) || reader.type.def.kind === 'enum';
    return isShown
      ? { from, get: reader.get }
      : { problem: `NOT_EMULATED: a merge field of type ${reader.type.name}: {!${path}}` };
  }
  return { problem: `Unknown property '${types[0]?.name ?? ''}.${head}'` };
};

const actionOf = (types: readonly ApexType[], name: string): LinkedPage['action'] | Problem => {
  for (const from of searchOrder(types.length)) {
    const found = types[from] && findMethods(types[from], name).find(({ method }) => method.parameters.length === 0);
    if (!found || !isOpen(found.method.access)) continue;
    const { method } = found;
    const isAction = method.returns === voidType || method.returns.def === platformType('PageReference').def;
    return isAction ? { from, method } : { problem: `NOT_EMULATED: an action that returns ${method.returns.name}` };
  }
  return { problem: `Unknown method '${types[0]?.name ?? ''}.${name}()'` };
};

const classOf = (
  program: Program,
  name: string,
  argument: ApexType | null,
): LinkedPage['classes'][number] | Problem => {
  const def = program.classes.get(name.toLowerCase());
  if (!def) return { problem: `Apex class '${name}' does not exist` };
  const type = typeOf(def);
  const create = def.constructors.find(
    ({ access, parameters: [first, ...more] }) =>
      isOpen(access) &&
      more.length === 0 &&
      (argument ? first !== undefined && distance(argument, first.type) >= 0 : first === undefined),
  );
  const shown = `${def.name}.${def.name}(${argument ? `${argument.name} controller` : ''})`;
  if (!create || def.modifiers.words.includes('abstract')) return { problem: `Unknown constructor '${shown}'` };
  return { type, create };
};

/** A page's Apex with every name found, or the first problem, in the platform's words where they are known. */
export const linkPage = (program: Program, page: PageApex): LinkedPage | Problem => {
  const controller = classOf(program, page.controller, null);
  if (isProblem(controller)) return controller;
  const classes = [controller];
  for (const name of page.extensions) {
    const extension = classOf(program, name, controller.type);
    if (isProblem(extension)) return extension;
    classes.push(extension);
  }
  const types = classes.map(({ type }) => type);
  const action = page.action === null ? null : actionOf(types, page.action);
  if (action && isProblem(action)) return action;
  const fields = new Map<string, PageField>();
  for (const path of page.fields) {
    const field = fieldOf(types, path);
    if (isProblem(field)) return field;
    fields.set(path, field);
  }
  return { classes, action, fields };
};
