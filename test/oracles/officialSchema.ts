import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Source } from './distinct.ts';
import type { Finding } from './finding.ts';
import { requireTool } from './tools.ts';

type Xmllint = {
  validateXML: (options: object) => Promise<{
    errors: Array<{ message: string; loc: { fileName: string; lineNumber: number } | null }>;
  }>;
};

/** The XML schema of the Metadata API, and the version that it describes (`66.0`). */
export type OfficialSchema = { xsd: string; apiVersion: string };

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

/**
 * The schema inside metadata.wsdl (`path` is the file or its folder). The WSDL has the types of components but no element
 * for a file's root; one is added for each type, in memory.
 */
export const readOfficialSchema = async (path: string): Promise<OfficialSchema> => {
  const file = (await stat(path)).isDirectory() ? join(path, 'metadata.wsdl') : path;
  const wsdl = await readFile(file, 'utf8');
  const types = [
    ...wsdl.matchAll(/<xsd:complexType name="(\w+)">\s*<xsd:complexContent>\s*<xsd:extension base="tns:(\w+)">/g),
  ];
  const isComponent = (base: string | undefined): boolean =>
    base === 'Metadata' || types.some(([, name, parent]) => name === base && isComponent(parent));
  const roots = types
    .filter(([, , base]) => isComponent(base))
    .map(([, name]) => `<xsd:element name="${name ?? ''}" type="tns:${name ?? ''}"/>`);
  const body = /<xsd:schema[^>]*>([\s\S]*)<\/xsd:schema>/.exec(wsdl)?.[1];
  const apiVersion = /\/services\/Soap\/m\/(\d+\.0)"/.exec(wsdl)?.[1];
  if (body === undefined || apiVersion === undefined || roots.length === 0)
    throw new Error(`${file} is no Metadata WSDL`);
  const head = `<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:tns="${NAMESPACE}"`;
  const xsd = `${head} elementFormDefault="qualified" targetNamespace="${NAMESPACE}">${body}${roots.join('\n')}</xsd:schema>`;
  return { xsd, apiVersion };
};

/** What of the metadata files does not fit the official schema: elements, their order, their values. */
export const judgeBySchema = async (sources: readonly Source[], { xsd }: OfficialSchema): Promise<Finding[]> => {
  const xmllint = requireTool('xmllint-wasm') as Xmllint;
  const { errors } = await xmllint.validateXML({
    xml: sources.map(({ text }, index) => ({ fileName: `${index}.xml`, contents: text })),
    schema: [xsd],
    maxMemoryPages: 16_384,
  });
  // After the errors of a file stands a line without a place that says only that there are some.
  const placed = errors.filter(({ loc }) => loc !== null);
  return (placed.length > 0 ? placed : errors).map(({ message, loc }) => ({
    judge: 'xmllint' as const,
    rule: 'schema',
    path: sources[Number.parseInt(loc?.fileName ?? '', 10)]?.path ?? '',
    line: loc?.lineNumber ?? 0,
    message,
  }));
};
