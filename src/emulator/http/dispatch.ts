import { meetFault } from '../faults/meetFault.ts';
import { knowsVersion } from '../state/apiVersion.ts';
import type { OrgState, RequestRecord } from '../state/orgState.ts';
import { notEmulated, restError } from './answer.ts';
import { decodePart } from './decodePart.ts';
import { restSession } from './restSession.ts';
import type { Route } from './router.ts';

const versionProblem = (state: OrgState, path: string): Response | undefined => {
  const version = /^\/services\/data\/v(\d+\.\d)(\/|$)/.exec(path)?.[1];
  const known = version === undefined || knowsVersion(state, version);
  return known ? undefined : restError(404, 'NOT_FOUND', 'The requested resource does not exist');
};

const unknown = (routes: readonly Route[], method: string, path: string): Response => {
  const verbs = [...new Set(routes.filter((route) => route.pattern.test(path)).map((route) => route.method))];
  const hint =
    verbs.length > 0
      ? `This path is emulated for ${verbs.join(', ')} only.`
      : 'docs/emulator.md lists what is emulated; `sf selfcallout emulator status` lists what was asked for in vain.';
  return notEmulated(`${method} ${path} is not emulated. ${hint}`);
};

const decoded = (groups: Record<string, string | undefined> | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(groups ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, decodePart(value)]])),
  );

/** Finds the row for a request and lets it answer; 501 with a hint where there is none. */
export const dispatch = async (
  state: OrgState,
  routes: readonly Route[],
  request: Request,
  body: Uint8Array,
  record: RequestRecord,
): Promise<Response> => {
  const url = new URL(request.url);
  const path = url.pathname.replace(/^\/{2,}/, '/');
  const wrongVersion = versionProblem(state, path);
  if (wrongVersion) return wrongVersion;
  const route = routes.find((row) => row.method === request.method && row.pattern.test(path));
  if (!route) return unknown(routes, request.method, path);
  const forward = async (inner: Request): Promise<Response> => {
    const part = new Uint8Array(await inner.arrayBuffer());
    return meetFault(state, { request: inner, body: part, origin: record.origin, isPart: true }, () =>
      dispatch(state, routes, inner, part, record),
    );
  };
  const call = { state, request, url, body, params: decoded(route.pattern.exec(path)?.groups), record, forward };
  if (route.access === 'none') return route.handle(call);
  const session = restSession(state, request);
  return session instanceof Response ? session : route.handle({ ...call, session });
};
