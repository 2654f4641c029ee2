import { encodeEntities } from './entities.ts';

/**
 * A value to be written as elements: text, a list (the element repeats), named children in order, null (`xsi:nil`),
 * or undefined (nothing is written). Keys that start with `@` are attributes.
 */
export type XmlValue =
  string | number | boolean | null | undefined | readonly XmlValue[] | { [name: string]: XmlValue };

const isList = (value: XmlValue): value is readonly XmlValue[] => Array.isArray(value);

/** Writes one element, or as many as a list has. SOAP thereby answers one object where there is one element (L54). */
export const writeXml = (name: string, value: XmlValue): string => {
  if (value === undefined) return '';
  if (value === null) return `<${name} xsi:nil="true"/>`;
  if (isList(value)) return value.map((item) => writeXml(name, item)).join('');
  if (typeof value !== 'object') return `<${name}>${encodeEntities(String(value))}</${name}>`;
  const entries = Object.entries(value);
  const attributes = entries
    .map(([key, text]) =>
      key.startsWith('@') && typeof text === 'string' ? ` ${key.slice(1)}="${encodeEntities(text)}"` : '',
    )
    .join('');
  const children = entries.filter(([key]) => !key.startsWith('@')).map(([key, child]) => writeXml(key, child));
  return children.length === 0 ? `<${name}${attributes}/>` : `<${name}${attributes}>${children.join('')}</${name}>`;
};
