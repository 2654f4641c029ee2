import { PARTNER_FAULT_NAMESPACE, partnerFaultDetail } from './partnerFaultDetail.ts';
import { writeXml, type XmlValue } from './writeXml.ts';

/** Namespaces of the SOAP APIs. */
export const METADATA_NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
export const PARTNER_NAMESPACE = 'urn:partner.soap.sforce.com';
export const APEX_NAMESPACE = 'http://soap.sforce.com/2006/08/apex';

/** The partner API has a namespace of its own for its faults, the others have none. */
const FAULT_NAMESPACES: ReadonlyMap<string, string> = new Map([[PARTNER_NAMESPACE, PARTNER_FAULT_NAMESPACE]]);

export type SoapReply = {
  /** Namespace of the body's and header's elements. */
  namespace: string;
  operation: string;
  /** Content of `<operation>Response`. */
  content: XmlValue;
  /** Header elements by name. */
  header?: XmlValue;
};

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

const envelope = (attributes: string, inner: string, status: number): Response =>
  new Response(
    `${XML}<soapenv:Envelope xmlns:soapenv="${SOAP}" ${attributes} xmlns:xsi="${XSI}">${inner}</soapenv:Envelope>`,
    { status, headers: { 'content-type': 'text/xml;charset=UTF-8' } },
  );

/** The prefix is literally `soapenv:` and the rest has none: clients look for these very names (emulated-org §1.4). */
export const soapAnswer = (reply: SoapReply): Response => {
  const header = reply.header === undefined ? '' : writeXml('soapenv:Header', reply.header);
  const body = writeXml('soapenv:Body', { [`${reply.operation}Response`]: reply.content });
  return envelope(`xmlns="${reply.namespace}"`, header + body, 200);
};

/** A SOAP fault: HTTP 500, `faultcode` without attributes, so that clients find `sf:INVALID_SESSION_ID` (§1.2). */
export const soapFault = (namespace: string, code: string, message: string, status = 500): Response => {
  const [prefix, name] = code.includes(':') ? code.split(':', 2) : ['sf', code];
  const faultstring = prefix === 'sf' ? `${name}: ${message}` : message;
  const detail =
    prefix === 'sf' && namespace === PARTNER_NAMESPACE ? partnerFaultDetail(name ?? '', message) : undefined;
  const fault = writeXml('soapenv:Fault', {
    faultcode: `${prefix}:${name}`,
    faultstring,
    ...(detail === undefined ? {} : { detail }),
  });
  return envelope(
    `xmlns:sf="${FAULT_NAMESPACES.get(namespace) ?? namespace}"`,
    `<soapenv:Body>${fault}</soapenv:Body>`,
    status,
  );
};
