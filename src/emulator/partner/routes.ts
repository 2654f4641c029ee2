import type { Call, Route } from '../http/router.ts';
import { childText, readEnvelope } from '../soap/envelope.ts';
import { PARTNER_NAMESPACE, soapAnswer, soapFault } from '../soap/soapAnswer.ts';
import { soapDateTime } from '../soap/soapDateTime.ts';
import { soapSession } from '../soap/soapSession.ts';
import type { XmlValue } from '../soap/writeXml.ts';
import { QueryProblem } from '../soql/problem.ts';
import type { OrgState, Session } from '../state/orgState.ts';
import { userById } from '../state/users.ts';
import { queryResult } from './queryResult.ts';
import { userInfo } from './userInfo.ts';

const fault = (code: string, message: string): Response => soapFault(PARTNER_NAMESPACE, code, message);

type Operation = (state: OrgState, session: Session, argument: (name: string) => string) => XmlValue;

/** The partner API's reading operations that are emulated; records are written by REST. */
const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['getUserInfo', (state, session) => userInfo(state, session, userById(state, session.userId))],
  ['getServerTimestamp', (state) => ({ timestamp: soapDateTime(state.now()) })],
  [
    'query',
    (state, { userId }, argument) => queryResult({ state, userId, api: 'data', soql: argument('queryString') }),
  ],
]);

const handle = ({ state, body, params, record, request }: Call): Response => {
  const envelope = readEnvelope(body);
  if ('problem' in envelope) return fault('soapenv:Client', envelope.problem);
  const { operation: element } = envelope;
  record.operation = element.name;
  const apiVersion = params['version'] ?? '';
  if (!state.org.apiVersions.includes(apiVersion)) {
    return fault('UNSUPPORTED_API_VERSION', `Invalid Api version specified on URL: ${apiVersion}`);
  }
  const operation = OPERATIONS.get(element.name);
  if (!operation) {
    return fault('NOT_EMULATED', `The operation ${element.name} is not emulated; docs/emulator.md lists what is.`);
  }
  const session = soapSession(state, envelope.sessionId, PARTNER_NAMESPACE, request);
  if (session instanceof Response) return session;
  try {
    const result = operation(state, session, (name) => childText(element, name) ?? '');
    return soapAnswer({ namespace: PARTNER_NAMESPACE, operation: element.name, content: { result } });
  } catch (error) {
    if (error instanceof QueryProblem) return fault(error.errorCode, error.message);
    throw error;
  }
};

export const partnerRoutes: readonly Route[] = [
  { method: 'POST', pattern: /^\/services\/Soap\/u\/(?<version>\d+\.\d)(\/.*)?$/, access: 'none', handle },
];
