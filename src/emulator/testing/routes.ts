import { asObject, json, parseJson, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import { hasPermission } from '../state/permissions.ts';
import { keepCoverage } from './keepCoverage.ts';
import { readTestRequest, type TestRequest } from './readTestRequest.ts';
import { runTestResult } from './runTestResult.ts';
import { runTests } from './runTests.ts';
import { startTestRun } from './startTestRun.ts';

type Asked = { userId: string; apiVersion: string; request: TestRequest };

const syncClasses = 'Provide only one tests array.';

/** L65: who may not see the setup is refused as that. */
const asked =
  (answer: (call: Call, asked: Asked) => Response | Promise<Response>) =>
  async (call: Call): Promise<Response> => {
    const { state, session, params } = call;
    const userId = session?.userId ?? '';
    if (!hasPermission(state, userId, 'ViewSetup')) {
      return restError(403, 'INSUFFICIENT_ACCESS', 'You do not have the View Setup and Configuration permission.');
    }
    const body = asObject(parseJson(call.body));
    if (!body) return restError(400, 'JSON_PARSER_ERROR', 'The HTTP entity body must be a JSON object');
    const request = await readTestRequest(state, body);
    if ('errorCode' in request) {
      if (request.status === 501) call.record.operation = request.message;
      return restError(request.status, request.errorCode, request.message);
    }
    return answer(call, { userId, apiVersion: params['version'] ?? '', request });
  };

const row = (name: string, answer: (call: Call, asked: Asked) => Response | Promise<Response>): Route => ({
  method: 'POST',
  pattern: new RegExp(`^/services/data/v(?<version>\\d+\\.\\d)/tooling/${name}/?$`),
  access: 'rest',
  handle: asked(answer),
});

/** Tests of the org's classes, at once or as a job. What a run covers is kept unless the request says otherwise. */
export const testingRoutes: readonly Route[] = [
  row('runTestsSynchronous', async ({ state }, { userId, apiVersion, request }) => {
    if (request.selection.length > 1) return restError(403, 'INVALID_INPUT', syncClasses);
    const run = await runTests(state, userId, apiVersion, request.selection);
    if (!request.skipsCoverage) keepCoverage(state, run);
    const coverage = request.skipsCoverage ? [] : run.coverage;
    return json({ apexLogId: null, ...runTestResult(state, { ...run, coverage }) });
  }),
  row('runTestsAsynchronous', ({ state }, { userId, apiVersion, request }) =>
    json(startTestRun(state, userId, apiVersion, request)),
  ),
];
