import type { Call, Route } from '../http/router.ts';
import { childText, readEnvelope } from '../soap/envelope.ts';
import { PARTNER_NAMESPACE, soapAnswer, soapFault } from '../soap/soapAnswer.ts';
import { soapSession } from '../soap/soapSession.ts';
import { QueryProblem } from '../soql/problem.ts';
import { knowsVersion } from '../state/apiVersion.ts';
import { PartnerRefusal } from './operation.ts';
import { OPERATIONS } from './operations.ts';

const fault = (code: string, message: string): Response => soapFault(PARTNER_NAMESPACE, code, message);

/** L47: gone at 65, and before that off by default in a new org. */
const loginRefusal = (apiVersion: string): Response =>
  Number(apiVersion) >= 65
    ? fault('UNSUPPORTED_API_VERSION', `SOAP API login() is not available in API version ${apiVersion}.`)
    : fault('INVALID_OPERATION', 'SOAP API login() is disabled by default in this org.');

const handle = ({ state, body, params, record, request }: Call): Response => {
  const envelope = readEnvelope(body);
  if ('problem' in envelope) return fault('soapenv:Client', envelope.problem);
  const { operation: element } = envelope;
  record.operation = element.name;
  const apiVersion = params['version'] ?? '';
  if (!knowsVersion(state, apiVersion)) {
    return fault('UNSUPPORTED_API_VERSION', `Invalid Api version specified on URL: ${apiVersion}`);
  }
  if (element.name === 'login') return loginRefusal(apiVersion);
  const operation = OPERATIONS.get(element.name);
  if (!operation) {
    return fault('NOT_EMULATED', `The operation ${element.name} is not emulated; docs/emulator.md lists what is.`);
  }
  const session = soapSession(state, envelope.sessionId, PARTNER_NAMESPACE, request);
  if (session instanceof Response) return session;
  const header = (name: string) => envelope.headers.find((each) => each.name === name);
  try {
    const allOrNone = childText(header('AllOrNoneHeader'), 'allOrNone') === 'true';
    const batchSize = childText(header('QueryOptions'), 'batchSize');
    const result = operation({ state, session, element, allOrNone, batchSize });
    return soapAnswer({ namespace: PARTNER_NAMESPACE, operation: element.name, content: { result } });
  } catch (error) {
    if (error instanceof QueryProblem) return fault(error.errorCode, error.message);
    if (error instanceof PartnerRefusal) return fault(error.code, error.message);
    throw error;
  }
};

export const partnerRoutes: readonly Route[] = [
  { method: 'POST', pattern: /^\/services\/Soap\/u\/(?<version>\d+\.\d)(\/.*)?$/, access: 'none', handle },
];
