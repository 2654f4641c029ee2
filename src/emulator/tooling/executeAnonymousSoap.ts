import type { Call, Route } from '../http/router.ts';
import { childOf, readEnvelope } from '../soap/envelope.ts';
import { APEX_NAMESPACE, soapAnswer, soapFault } from '../soap/soapAnswer.ts';
import { soapSession } from '../soap/soapSession.ts';
import { hasPermission } from '../state/permissions.ts';
import { userById } from '../state/users.ts';
import { readLogLevels } from './executeAnonymousLevels.ts';
import { debugLog } from './executeAnonymousLog.ts';
import { runBlock } from './executeAnonymousRun.ts';

const fault = (code: string, message: string): Response => soapFault(APEX_NAMESPACE, code, message);

const handle = async ({ state, request, body, params, record }: Call): Promise<Response> => {
  const envelope = readEnvelope(body);
  if ('problem' in envelope) return fault('soapenv:Client', envelope.problem);
  record.operation = envelope.operation.name;
  const apiVersion = params['version'] ?? '';
  if (!state.org.apiVersions.includes(apiVersion)) {
    return fault('UNSUPPORTED_API_VERSION', `Invalid Api version specified on URL: ${apiVersion}`);
  }
  const session = soapSession(state, envelope.sessionId, APEX_NAMESPACE, request);
  if (session instanceof Response) return session;
  if (envelope.operation.name !== 'executeAnonymous') {
    const message = `The operation ${envelope.operation.name} is not emulated; docs/emulator.md lists what is.`;
    return fault('NOT_EMULATED', message);
  }
  if (!hasPermission(state, session.userId, 'AuthorApex')) {
    return fault('INSUFFICIENT_ACCESS', 'executeAnonymous requires the Author Apex permission');
  }
  // `String` is the element's name in the official schema, `apexcode` what clients send.
  const { operation, headers } = envelope;
  const block = (childOf(operation, 'apexcode') ?? childOf(operation, 'String'))?.text ?? '';
  const outcome = await runBlock(state, session, block, apiVersion, request);
  const levels = readLogLevels(headers.find((header) => header.name === 'DebuggingHeader'));
  const user = userById(state, session.userId);
  const log = levels.size === 0 ? undefined : debugLog({ apiVersion, levels, block, user, lines: outcome.log });
  return soapAnswer({
    namespace: APEX_NAMESPACE,
    operation: 'executeAnonymous',
    ...(log === undefined ? {} : { header: { DebuggingInfo: { debugLog: log } } }),
    content: {
      result: {
        column: outcome.column,
        compileProblem: outcome.compileProblem,
        compiled: outcome.compiled,
        exceptionMessage: outcome.exceptionMessage,
        exceptionStackTrace: outcome.exceptionStackTrace,
        line: outcome.line,
        success: outcome.success,
      },
    },
  });
};

/** The Apex SOAP API. The path's last part is what stands before the `!` of the token (platform-facts §8.1). */
export const executeAnonymousSoapRoutes: readonly Route[] = [
  { method: 'POST', pattern: /^\/services\/Soap\/s\/(?<version>\d+\.\d)(\/.*)?$/, access: 'none', handle },
];
