import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requireTool } from './tools.ts';

type File = { fileName: string; contents: string };

type Xmllint = {
  validateXML: (options: object) => Promise<{
    errors: ReadonlyArray<{ message: string; loc: { fileName: string; lineNumber: number } | null }>;
  }>;
};

/** A SOAP API by the name of its WSDL, and where it answers: `/services/Soap/<path>/66.0`. */
export const SOAP_APIS = { apex: 's', metadata: 'm', partner: 'u' } as const;

export type SoapApi = keyof typeof SOAP_APIS;

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const XSD = 'http://www.w3.org/2001/XMLSchema';

const namespaceOf = (schema: string): string => /targetNamespace="([^"]+)"/.exec(schema)?.[1] ?? '';

const fileOf = (namespace: string): string => `${namespace.replace(/\W+/g, '-')}.xsd`;

/** The schemas of a WSDL as files of their own: what it declares at its root is declared in each, imports say where. */
const schemaFiles = (wsdl: string): File[] => {
  const outer = [...(/<definitions([^>]*)>/.exec(wsdl)?.[1] ?? '').matchAll(/xmlns:(\w+)="[^"]*"/g)];
  return [...wsdl.matchAll(/<((?:xsd:)?schema)\b([^>]*)>([\s\S]*?)<\/\1>/g)].map(
    ([, tag = '', attributes = '', body]) => {
      const missing = outer
        .filter(([, prefix]) => !attributes.includes(`xmlns:${prefix ?? ''}=`))
        .map(([text]) => text);
      const imports = (body ?? '').replace(
        /<((?:xsd:)?import) namespace="([^"]+)"\/>/g,
        (_, name: string, namespace: string) =>
          `<${name} namespace="${namespace}" schemaLocation="${fileOf(namespace)}"/>`,
      );
      const contents = `<${tag}${attributes} ${missing.join(' ')}>${imports}</${tag}>`;
      return { fileName: fileOf(namespaceOf(attributes)), contents };
    },
  );
};

/** SOAP 1.1's envelope around what the WSDL has: a reply or a fault, whose detail is one that the WSDL declares. */
const envelopeSchema = (namespaces: readonly string[]): string => {
  const imports = namespaces.map((each) => `<xsd:import namespace="${each}" schemaLocation="${fileOf(each)}"/>`);
  const content = (most: string): string =>
    `<xsd:complexType><xsd:sequence><xsd:any namespace="##any" processContents="strict" minOccurs="0" maxOccurs="${most}"/></xsd:sequence></xsd:complexType>`;
  return `<xsd:schema xmlns:xsd="${XSD}" xmlns:soapenv="${SOAP}" targetNamespace="${SOAP}">
    ${imports.join('\n')}
    <xsd:element name="Envelope"><xsd:complexType><xsd:sequence>
      <xsd:element ref="soapenv:Header" minOccurs="0"/><xsd:element ref="soapenv:Body"/>
    </xsd:sequence></xsd:complexType></xsd:element>
    <xsd:element name="Header">${content('unbounded')}</xsd:element>
    <xsd:element name="Body">${content('1')}</xsd:element>
    <xsd:element name="Fault"><xsd:complexType><xsd:sequence>
      <xsd:element name="faultcode" type="xsd:QName"/>
      <xsd:element name="faultstring" type="xsd:string"/>
      <xsd:element name="detail" minOccurs="0">${content('1')}</xsd:element>
    </xsd:sequence></xsd:complexType></xsd:element>
  </xsd:schema>`;
};

/** What of some answers of a SOAP API does not fit its WSDL in `folder`; each text is a whole envelope. */
export const judgeAnswers = async (folder: string, api: SoapApi, answers: readonly string[]): Promise<string[]> => {
  const files = schemaFiles(await readFile(join(folder, `${api}.wsdl`), 'utf8'));
  const namespaces = files.map(({ contents }) => namespaceOf(contents));
  const xmllint = requireTool('xmllint-wasm') as Xmllint;
  const { errors } = await xmllint.validateXML({
    xml: answers.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
    schema: [{ fileName: 'envelope.xsd', contents: envelopeSchema(namespaces) }],
    preload: files,
    maxMemoryPages: 16_384,
  });
  // After the errors of a file stands a line without a place that says only that there are some.
  const placed = errors.filter(({ loc }) => loc !== null);
  return (placed.length > 0 ? placed : errors).map(({ message, loc }) => `${loc?.fileName ?? ''} ${message}`);
};
