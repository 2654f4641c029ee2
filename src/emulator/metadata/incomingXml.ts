import type { StoredComponent, XmlNode } from '../state/components.ts';
import type { Candidate } from './applyComponent.ts';
import type { Change } from './metadataType.ts';
import { omit, toXmlNode } from './schema/xmlNode.ts';
import { withDefaults } from './schema/withDefaults.ts';

/** Elements that are not part of what is kept. */
const APART = ['fullName', 'content'];

/**
 * A candidate's XML as it would be kept. A deploy is declarative (L06), but for parts that are components themselves; a
 * CRUD call, and a deploy of such a part alone, changes only what it names.
 */
export const incomingXml = (
  { element, isPart, type }: Candidate,
  previous: StoredComponent | undefined,
  channel: Change['channel'],
): XmlNode => {
  const whole = toXmlNode(element);
  const given = { ...whole, children: omit(whole.children, APART) };
  if (!previous) return withDefaults(given, type.defaults ?? {});
  const children = channel === 'crud' || isPart ? { ...previous.xml.children, ...given.children } : given.children;
  const parts = Object.fromEntries(
    (type.parts ?? []).map((name) => [name, withParts(previous.xml.children[name], given.children[name])]),
  );
  return withDefaults({ ...given, children: { ...children, ...parts } }, type.defaults ?? {});
};

const nameOf = (node: XmlNode): string => node.children['fullName']?.[0]?.text.toLowerCase() ?? '';

/** What was there, each part that comes anew in its place, and what is new after it. */
const withParts = (previous: readonly XmlNode[] = [], given: readonly XmlNode[] = []): XmlNode[] => {
  const names = new Set(previous.map(nameOf));
  const replaced = previous.flatMap((part) => {
    const anew = given.filter((one) => nameOf(one) === nameOf(part));
    return anew.length > 0 ? anew : [part];
  });
  return [...replaced, ...given.filter((part) => !names.has(nameOf(part)))];
};
