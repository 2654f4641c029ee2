import { timingSafeEqual } from 'node:crypto';
import type { Emulator } from './emulator.ts';
import { faultRoutes } from './faults/faultRoutes.ts';
import { asObject, json, parseJson, restError } from './http/answer.ts';
import type { Refreshed, RefreshOrder } from './orgProcess.ts';
import type { OrgState } from './state/orgState.ts';

export type Control = {
  /**
   * Whoever sends it in the header `x-selfcallout-control` may look after the org: ask for its status and login, inject
   * faults, reset and stop it.
   */
  key: string;
  pid: number;
  stop: () => void;
  /** Acts a sandbox refresh or a change of the My Domain; gives how to log in then. Undefined where nobody could follow. */
  refresh?: (order: RefreshOrder) => Promise<Refreshed>;
};

/** `{"name":"dev"}` for a refresh, `{"addressOnly":true}` for another address. */
const refreshOrder = (body: unknown): RefreshOrder | undefined => {
  const { name, addressOnly } = asObject(body) ?? {};
  if (addressOnly === true) return { kind: 'address' };
  return typeof name === 'string' && /^[A-Za-z0-9]{1,10}$/.test(name) ? { kind: 'sandbox', name } : undefined;
};

const isAllowed = (request: Request, key: string): boolean => {
  const [given, expected] = [Buffer.from(request.headers.get('x-selfcallout-control') ?? ''), Buffer.from(key)];
  return given.length === expected.length && timingSafeEqual(given, expected);
};

type InVain = { method: string; path: string; what?: string; times: number };

/** Requests for what is not emulated, without their queries, and how often each came. */
const inVain = (state: OrgState): InVain[] => {
  const rows = new Map<string, InVain>();
  for (const { method, path, status, operation } of state.requests) {
    if (status !== 501) continue;
    const bare = path.split('?')[0] ?? path;
    const key = [method, bare, operation].join(' ');
    const times = (rows.get(key)?.times ?? 0) + 1;
    rows.set(key, { method, path: bare, ...(operation !== undefined && { what: operation }), times });
  }
  return [...rows.values()];
};

/**
 * Adds the paths by which the commands look after a running org. They are no part of the org: not recorded, and open
 * only to the holder of the key (a web page cannot send the header to another origin).
 */
export const withControl = (emulator: Emulator, control: Control): Emulator => {
  const { state } = emulator;
  const startedAt = state.now();
  const answers: Readonly<Record<string, (request: Request) => Response | Promise<Response>>> = {
    ...faultRoutes(state),
    'GET /emulator/status': () =>
      json({
        pid: control.pid,
        url: state.org.url,
        startedAt,
        uptimeMs: state.now() - startedAt,
        orgId: state.org.id,
        orgName: state.org.name,
        username: emulator.adminUsername,
        requests: state.requests.filter(({ origin }) => origin === 'client').length,
        callouts: state.requests.filter(({ origin }) => origin === 'callout').length,
        notEmulated: inVain(state),
        faults: state.faults,
      }),
    'GET /emulator/login': () => json({ username: emulator.adminUsername, password: emulator.adminPassword }),
    'POST /emulator/reset': async () => {
      await emulator.reset();
      return json({ reset: true });
    },
    'POST /emulator/refresh': async (request) => {
      const order = refreshOrder(parseJson(new Uint8Array(await request.arrayBuffer())));
      if (order === undefined || control.refresh === undefined) {
        return restError(400, 'REFRESH_REFUSED', 'A sandbox has a name of at most ten letters and digits.');
      }
      return json(await control.refresh(order));
    },
    'POST /emulator/stop': () => {
      control.stop();
      return json({ stopping: true });
    },
  };
  return {
    ...emulator,
    handle: async (request) => {
      const answer = answers[`${request.method} ${new URL(request.url).pathname}`];
      return answer && isAllowed(request, control.key) ? answer(request) : emulator.handle(request);
    },
  };
};
