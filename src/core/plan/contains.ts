import type { XmlElement } from '../xml/xmlElement.ts';

const isList = (name: string): boolean => name.startsWith('commaSeparated');

const normalized = ({ name, text }: XmlElement): string =>
  isList(name)
    ? text
        .split(',')
        .map((item) => item.trim())
        .toSorted()
        .join(',')
    : text.replace(/\s+/g, ' ').trim();

/**
 * Whether `actual` holds everything that `desired` says. The order of elements does not matter, `actual` may hold more
 * (an org shows its defaults), and a `false` that it does not show is one of those defaults.
 */
export const contains = (actual: XmlElement, desired: XmlElement): boolean => {
  if (actual.name !== desired.name) return false;
  if (desired.children.length === 0) return normalized(actual) === normalized(desired);
  return desired.children.every((wanted) => {
    const candidates = actual.children.filter(({ name }) => name === wanted.name);
    if (candidates.length === 0) return wanted.children.length === 0 && wanted.text === 'false';
    return candidates.some((candidate) => contains(candidate, wanted));
  });
};
