import type { Call, Route } from '../http/router.ts';
import { childText, readEnvelope } from '../soap/envelope.ts';
import { METADATA_NAMESPACE, soapAnswer, soapFault } from '../soap/soapAnswer.ts';
import { soapSession } from '../soap/soapSession.ts';
import { knowsVersion } from '../state/apiVersion.ts';
import { hasPermission } from '../state/permissions.ts';
import { OPERATIONS } from './operations/table.ts';

const fault = (code: string, message: string): Response => soapFault(METADATA_NAMESPACE, code, message);

/** L65 */
const mayUseMetadata = ({ state }: Call, userId: string): boolean =>
  hasPermission(state, userId, 'ModifyMetadata') || hasPermission(state, userId, 'ModifyAllData');

const handle = async (call: Call): Promise<Response> => {
  const { state, record, params } = call;
  const envelope = readEnvelope(call.body);
  if ('problem' in envelope) return fault('soapenv:Client', envelope.problem);
  const { operation: element } = envelope;
  record.operation = element.name;
  const apiVersion = params['version'] ?? '';
  if (!knowsVersion(state, apiVersion)) {
    return fault('UNSUPPORTED_API_VERSION', `Invalid Api version specified on URL: ${apiVersion}`);
  }
  const session = soapSession(state, envelope.sessionId, METADATA_NAMESPACE, call.request);
  if (session instanceof Response) return session;
  if (!mayUseMetadata(call, session.userId)) {
    const message = 'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions';
    return fault('INSUFFICIENT_ACCESS', message);
  }
  const operation = OPERATIONS.find(({ name }) => name === element.name);
  if (!operation) {
    return fault('NOT_EMULATED', `The operation ${element.name} is not emulated; docs/emulator.md lists what is.`);
  }
  const header = envelope.headers.find(({ name }) => name === 'AllOrNoneHeader');
  // Before 34 a call was all or none by itself, but for deletions (Summer '15 release notes).
  const isOld = Number(apiVersion) < 34 && element.name !== 'deleteMetadata';
  const allOrNone = (childText(header, 'allOrNone') ?? String(isOld)) === 'true';
  const reply = await operation.handle({ state, userId: session.userId, element, apiVersion, allOrNone });
  if ('fault' in reply) return fault(reply.fault.code, reply.fault.message);
  return soapAnswer({ namespace: METADATA_NAMESPACE, operation: element.name, content: reply.content });
};

export const metadataRoutes: readonly Route[] = [
  {
    method: 'POST',
    pattern: /^\/services\/Soap\/m\/(?<version>\d+\.\d)(\/.*)?$/,
    access: 'none',
    handle,
  },
];
