import { json, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import { componentsOf } from '../state/components.ts';
import { mayRunClass } from '../tooling/classAccess.ts';
import { runApexAction } from './actionsApex.ts';
import { cancelApproval } from './actionsCancelApproval.ts';
import { readInputs } from './actionsInputs.ts';
import type { ActionResult } from './actionsResult.ts';

const notThere = (): Response => restError(404, 'NOT_FOUND', 'The requested resource does not exist');

/** L70 */
const isKnownAt = (version: string | undefined): boolean => Number(version) >= 62;

/** Any input that failed makes the answer a 400. */
const answer = (results: readonly ActionResult[]): Response =>
  json(results, results.every(({ isSuccess }) => isSuccess) ? 200 : 400);

const standard = (call: Call): Response => {
  const { state, session, params, body } = call;
  if (params['name'] !== 'cancelApprovalSubmission' || !isKnownAt(params['version'])) return notThere();
  const inputs = readInputs(body);
  if (inputs instanceof Response) return inputs;
  return answer(inputs.map((input) => cancelApproval(state, session?.userId ?? '', input)));
};

const apex = async (call: Call): Promise<Response> => {
  const { params, body } = call;
  const inputs = readInputs(body);
  if (inputs instanceof Response) return inputs;
  const results = await runApexAction(call, params['name'] ?? '', inputs);
  return results instanceof Response ? results : answer(results);
};

const listStandard = ({ url, params }: Call): Response => {
  const entry = {
    label: 'Cancel Approval Submission',
    name: 'cancelApprovalSubmission',
    type: 'CANCELAPPROVALSUBMISSION',
    url: `${url.pathname.replace(/\/$/, '')}/cancelApprovalSubmission`,
  };
  return json({ actions: isKnownAt(params['version']) ? [entry] : [] });
};

/** Classes whose text has an @InvocableMethod and that the caller may run. */
const listApex = ({ state, session, url }: Call): Response => {
  const base = url.pathname.replace(/\/$/, '');
  const actions = componentsOf(state, 'ApexClass')
    .filter(
      ({ body, fullName }) =>
        /@InvocableMethod\b/i.test(body ?? '') && mayRunClass(state, session?.userId ?? '', fullName),
    )
    .map(({ fullName }) => ({ label: fullName, name: fullName, type: 'APEX', url: `${base}/${fullName}` }));
  return json({ actions });
};

const path = (rest: string): RegExp => new RegExp(`^/services/data/v(?<version>\\d+\\.\\d)/actions${rest}/?$`);

export const actionRoutes: readonly Route[] = [
  { method: 'GET', pattern: path('/standard'), access: 'rest', handle: listStandard },
  { method: 'POST', pattern: path('/standard/(?<name>\\w+)'), access: 'rest', handle: standard },
  { method: 'GET', pattern: path('/custom/apex'), access: 'rest', handle: listApex },
  { method: 'POST', pattern: path('/custom/apex/(?<name>\\w+)'), access: 'rest', handle: apex },
];
