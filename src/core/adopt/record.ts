import { type Adopted, ADOPTED_TYPES, adoptedMembers, type AdoptedType } from './adopted.ts';

const PREFIX = 'Takes over ';

/** A line for each component, for the head of the client class: so the org itself says what a loopback uses. */
export const recordLines = (adopted: Adopted): string[] =>
  adoptedMembers(adopted).map(({ type, fullName }) => `${PREFIX}${type} ${fullName}.`);

const LINE = new RegExp(String.raw`^ \* ${PREFIX}(\w+) (.+)\.\r?$`, 'gm');

const isAdoptedType = (type: string): type is AdoptedType => ADOPTED_TYPES.some((known) => known === type);

/** What the client class of a loopback says that it uses; undefined where it uses its own components. */
export const recordedIn = (body: string | undefined): Adopted | undefined => {
  const found = [...(body ?? '').matchAll(LINE)].flatMap(([, type = '', name = '']) =>
    isAdoptedType(type) ? [[type, name] as const] : [],
  );
  return found.length === 0 ? undefined : Object.fromEntries(found);
};
