import { asObject, json, parseJson, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import { hasPermission } from '../state/permissions.ts';
import { cancelJob } from './deploy/cancelJob.ts';
import { deployJob } from './deploy/deployJob.ts';
import type { DeployOptions } from './deploy/deployOptions.ts';
import { deployRefusal } from './deploy/deployRefusal.ts';
import { deployResult } from './deploy/deployResult.ts';
import { startQuickDeploy } from './deploy/quickDeploy.ts';
import { startDeploy } from './deploy/startDeploy.ts';
import { readMultipart } from './multipart.ts';

const PATH = '^/services/data/v(?<version>\\d+\\.\\d)/metadata/deployRequest';

/** L65, in the words of REST. */
const mayUseMetadata = ({ state, session }: Call): boolean =>
  ['ModifyMetadata', 'ModifyAllData'].some((name) => hasPermission(state, session?.userId ?? '', name));

const forbidden = (): Response =>
  restError(403, 'INSUFFICIENT_ACCESS', 'use of the Metadata API requires the Modify Metadata permission');

const optionsOf = (text: Uint8Array): DeployOptions | undefined => {
  const options = asObject(asObject(parseJson(text))?.['deployOptions']);
  if (!options) return undefined;
  const flag = (name: string): boolean => options[name] === true || options[name] === 'true';
  const { runTests, testLevel } = options;
  return {
    allowMissingFiles: flag('allowMissingFiles'),
    checkOnly: flag('checkOnly'),
    ignoreWarnings: flag('ignoreWarnings'),
    performRetrieve: flag('performRetrieve'),
    rollbackOnError: flag('rollbackOnError'),
    runTests: Array.isArray(runTests) ? runTests.map(String) : [],
    testLevel: typeof testLevel === 'string' ? testLevel : undefined,
  };
};

/** The two parts: the zip, and the options, which clients call `entity_content` and the public guide `json`. */
const partsOf = ({ request, body }: Call): { zip: Uint8Array; options: DeployOptions } | undefined => {
  const parts = readMultipart(request.headers.get('content-type') ?? '', body);
  const zip = parts.get('file');
  const options = optionsOf(parts.get('entity_content') ?? parts.get('json') ?? Buffer.of());
  return zip && options && { zip, options };
};

/** A quick deploy: a body of JSON that names a validation instead of the two parts. */
const startQuick = async ({ state }: Call, userId: string, validationId: string): Promise<Response> => {
  const started = await startQuickDeploy(state, userId, validationId);
  if ('code' in started) return restError(400, started.code, started.message);
  const { id } = started;
  return json({ id, validatedDeployRequestId: validationId, deployResult: deployResult(state, started, false) }, 201);
};

const start = async (call: Call): Promise<Response> => {
  const { state, session, params } = call;
  if (!session || !mayUseMetadata(call)) return forbidden();
  const isJson = (call.request.headers.get('content-type') ?? '').startsWith('application/json');
  const validationId = isJson && asObject(parseJson(call.body))?.['validatedDeployRequestId'];
  if (typeof validationId === 'string') return startQuick(call, session.userId, validationId);
  const parts = partsOf(call);
  if (!parts) {
    return restError(
      400,
      'INVALID_MULTIPART_REQUEST',
      'A zip in the part file and deployOptions in JSON are required.',
    );
  }
  const refusal = deployRefusal(state, parts.options);
  if (refusal) return restError(400, refusal.code, refusal.message);
  const job = await startDeploy(state, session.userId, parts.zip, parts.options, params['version'] ?? '');
  return json({ id: job.id, deployResult: deployResult(state, job, false) }, 201);
};

const status = (call: Call): Response => {
  const { state, params, url } = call;
  if (!mayUseMetadata(call)) return forbidden();
  const job = deployJob(state, params['id'] ?? '');
  if (!job) return restError(404, 'NOT_FOUND', 'The requested resource does not exist');
  const includeDetails = url.searchParams.get('includeDetails') === 'true';
  return json({ id: job.id, deployResult: deployResult(state, job, includeDetails) });
};

/** Cancels: the only change of a deploy that there is. */
const change = (call: Call): Response => {
  const { state, session, params, body, url } = call;
  if (!session || !mayUseMetadata(call)) return forbidden();
  const job = deployJob(state, params['id'] ?? '');
  if (!job) return restError(404, 'NOT_FOUND', 'The requested resource does not exist');
  const wanted = asObject(asObject(parseJson(body))?.['deployResult'])?.['status'];
  if (wanted !== 'Canceling')
    return restError(400, 'INVALID_INPUT', 'deployResult.status can be changed to Canceling only');
  if (!cancelJob(state, job, session.userId)) {
    return restError(400, 'INVALID_ID_FIELD', 'Deployment already completed');
  }
  return json({ id: job.id, url: url.href, deployResult: deployResult(state, job, true) }, 202);
};

/** Deploys over REST (platform-facts §8.2), the same as over SOAP but for the envelope: lists are lists here (L54). */
export const restDeployRoutes: readonly Route[] = [
  { method: 'POST', pattern: new RegExp(`${PATH}/?$`), access: 'rest', handle: start },
  { method: 'GET', pattern: new RegExp(`${PATH}/(?<id>\\w+)/?$`), access: 'rest', handle: status },
  { method: 'PATCH', pattern: new RegExp(`${PATH}/(?<id>\\w+)/?$`), access: 'rest', handle: change },
];
