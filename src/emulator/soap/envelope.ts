import { parseXml, type XmlElement, type XmlProblem } from './parseXml.ts';

/** What a SOAP request asks: the operation's element, the headers by name, and the session id of SessionHeader. */
export type Envelope = {
  operation: XmlElement;
  headers: readonly XmlElement[];
  sessionId: string | undefined;
};

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.elements.find((child) => child.name === name);

export const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.elements.filter((child) => child.name === name) ?? [];

/** Trimmed text of a child, or undefined when there is none or it is empty. */
export const childText = (element: XmlElement | undefined, name: string): string | undefined =>
  childOf(element, name)?.text.trim() || undefined;

/** Reads a SOAP 1.1 envelope, whatever prefixes the client uses. The SOAP APIs know no Authorization header. */
export const readEnvelope = (body: Uint8Array): Envelope | XmlProblem => {
  const root = parseXml(Buffer.from(body).toString('utf8'));
  if ('problem' in root) return root;
  const operation = root.name === 'Envelope' ? childOf(root, 'Body')?.elements[0] : undefined;
  if (!operation) return { problem: 'No operation in the SOAP body.', line: root.line, column: root.column };
  const headers = childOf(root, 'Header')?.elements ?? [];
  const sessionHeader = headers.find((header) => header.name === 'SessionHeader');
  return { operation, headers, sessionId: childText(sessionHeader, 'sessionId') };
};
