import type { XmlNode } from '../state/components.ts';
import { METADATA_NAMESPACE } from '../soap/soapAnswer.ts';
import { writeXml, type XmlValue } from '../soap/writeXml.ts';
import type { MetadataType } from './metadataType.ts';
import { renderNode } from './schema/renderNode.ts';

const isNamed = (value: XmlValue): value is { [name: string]: XmlValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const lines = (name: string, value: XmlValue, indent: string): string[] => {
  if (Array.isArray(value)) return value.flatMap((item: XmlValue) => lines(name, item, indent));
  if (!isNamed(value)) return [indent + writeXml(name, value)];
  const inner = Object.entries(value).flatMap(([child, content]) => lines(child, content, `${indent}    `));
  return [`${indent}<${name}>`, ...inner, `${indent}</${name}>`];
};

/** A component's metadata file as a retrieve gives it at an API version: schema order, four spaces, a final newline. */
export const renderComponent = (type: MetadataType, xml: XmlNode, version: number): string => {
  const root = type.rootElement ?? type.name;
  const inner = Object.entries(renderNode(xml, root, version));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${root} xmlns="${METADATA_NAMESPACE}">`,
    ...inner.flatMap(([name, value]) => lines(name, value, '    ')),
    `</${root}>`,
    '',
  ].join('\n');
};
