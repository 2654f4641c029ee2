import { dispatch } from '../bind/invoke.ts';
import type { CalloutResponse } from '../host.ts';
import { countCallout } from '../lib/callout.ts';
import { plainText } from '../lib/plainText.ts';
import { exchange } from '../lib/exchange.ts';
import type { ApexList, ApexMap, ApexObject, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { findMethods } from '../types/hierarchy.ts';
import { platformType } from '../types/platform.ts';
import { childOf } from '../../soap/envelope.ts';
import { parseXml, type XmlElement } from '../../soap/parseXml.ts';
import { encodeEntities } from '../../soap/entities.ts';
import { readObject } from './readValue.ts';
import { fieldValue } from './stubInfo.ts';
import { writeValue } from './writeValue.ts';

const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';

const failed = (tx: Tx, problem: string): Error =>
  apexError(tx, 'CalloutException', `Web service callout failed: ${problem}`);

/** SOAP headers: each field with a `…_hns` beside it, which holds `ElementName=namespace`. */
const headersOf = (tx: Tx, stub: ApexObject): string =>
  [...stub.fields.entries()]
    .flatMap(([{ name }, value]) => {
      const field = /^(.*)_hns$/.exec(name)?.[1];
      const header = field === undefined ? null : (fieldValue(stub, field) ?? null);
      if (header === null || typeof value !== 'string') return [];
      const [element = '', ...rest] = value.split('=');
      return [writeValue(tx, element, rest.join('='), '', header, { optional: true, nillable: false })];
    })
    .join('');

const httpHeadersOf = (stub: ApexObject): [string, string][] => {
  const given = fieldValue(stub, 'inputHttpHeaders_x');
  if (given === null || typeof given !== 'object' || given.is !== 'map') return [];
  return [...given.entries.values()].map(([name, value]) => [plainText(name), plainText(value)]);
};

const envelopeOf = (tx: Tx, stub: ApexObject, request: Value, name: string, namespace: string): string =>
  '<?xml version="1.0" encoding="UTF-8"?>' +
  `<env:Envelope xmlns:env="${ENVELOPE}" xmlns:xsd="http://www.w3.org/2001/XMLSchema" ` +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
  `<env:Header>${headersOf(tx, stub)}</env:Header>` +
  `<env:Body>${request === null ? `<${name} xmlns="${encodeEntities(namespace)}"/>` : writeValue(tx, name, namespace, '', request, { optional: false, nillable: false })}</env:Body></env:Envelope>`;

/** What stands in an answer's body; a fault, and what is no envelope, is thrown. */
const contentOf = (tx: Tx, answer: CalloutResponse): XmlElement => {
  const root = parseXml(Buffer.from(answer.body).toString('utf8'));
  if ('problem' in root || root.name !== 'Envelope') {
    const found = 'problem' in root ? `HTTP ${answer.status} ${answer.statusText}` : `':${root.name}'`;
    throw failed(tx, `Unexpected element. Parser was expecting element '${ENVELOPE}:Envelope' but found ${found}`);
  }
  const body = childOf(root, 'Body');
  const content = body?.elements[0];
  if (!content) throw failed(tx, 'Unable to find the body of the response');
  if (content.name !== 'Fault') return content;
  const part = (name: string): string => childOf(content, name)?.text.trim() ?? '';
  throw failed(
    tx,
    `WebService returned a SOAP Fault: ${part('faultstring')} faultcode=${part('faultcode')} faultactor=${part('faultactor')}`,
  );
};

const timeoutOf = (tx: Tx, stub: ApexObject): number => {
  const given = fieldValue(stub, 'timeout_x') ?? null;
  if (given === null) return 10_000;
  // L61
  if (typeof given !== 'number' || given < 1 || given > 120_000)
    throw failed(tx, 'Exceeded max timeout value of 120000 ms');
  return given;
};

/** The callout itself. L61: 10 s unless the stub's `timeout_x` says otherwise. */
const send = async (
  tx: Tx,
  stub: ApexObject,
  endpoint: string,
  soapAction: string,
  body: string,
): Promise<XmlElement> => {
  const answer = await exchange(tx, {
    endpoint,
    method: 'POST',
    headers: [['Content-Type', 'text/xml; charset=UTF-8'], ['SOAPAction', `"${soapAction}"`], ...httpHeadersOf(stub)],
    body,
    timeoutMs: timeoutOf(tx, stub),
  });
  return contentOf(tx, answer);
};

/** In a test the WebServiceMock answers, by what it puts into the map; without one the callout is refused. */
const mocked = async (tx: Tx, args: Value[]): Promise<void> => {
  const mock = tx.test?.mocks.get('webservicemock');
  if (!mock)
    throw apexError(tx, 'CalloutException', 'Methods defined as TestMethod do not support Web service callouts');
  const [found] = findMethods(platformType('WebServiceMock'), 'doInvoke');
  if (found) await dispatch(mock, found.method).invoke(tx, mock, args);
};

/**
 * `WebServiceCallout.invoke(stub, request, responseMap, info)`, as classes of WSDL2Apex call it: `info` has endpoint,
 * SOAP action, request namespace and name, response namespace and name, and the response's class.
 */
export const invokeStub = async (
  tx: Tx,
  stub: Value,
  request: Value,
  responses: ApexMap,
  info: ApexList,
): Promise<void> => {
  const [
    endpoint = '',
    soapAction = '',
    namespace = '',
    name = '',
    responseNamespace = '',
    responseName = '',
    type = '',
  ] = info.items.map(plainText);
  if (stub === null || typeof stub !== 'object' || stub.is !== 'object') throw failed(tx, 'the stub is no object');
  countCallout(tx, 'webservicemock');
  tx.log('CALLOUT_REQUEST', `[${tx.stack.at(-1)?.line ?? 0}]`, `System.HttpRequest[Endpoint=${endpoint}, Method=POST]`);
  if (tx.test) {
    return mocked(tx, [stub, request, responses, endpoint, soapAction, name, responseNamespace, responseName, type]);
  }
  const content = await send(tx, stub, endpoint, soapAction, envelopeOf(tx, stub, request, name, namespace));
  const responseType = tx.find(type);
  if (!responseType) throw failed(tx, `Invalid type: ${type}`);
  if (content.name !== responseName) {
    throw failed(
      tx,
      `Unexpected element. Parser was expecting element '${responseNamespace}:${responseName}' but found ':${content.name}'`,
    );
  }
  const value = await readObject(tx, content, responseType);
  responses.entries.set('string:response_x', ['response_x', value]);
};
