import { closeApex, runDueApex, settleApex } from './async/apexQueue.ts';
import { meetFault } from './faults/meetFault.ts';
import { dispatch } from './http/dispatch.ts';
import { restError } from './http/answer.ts';
import { recordRequest } from './http/record.ts';
import { routes } from './http/routes.ts';
import { SANDBOX_NAME, type Edition } from './state/editions.ts';
import { settleJobs } from './state/jobs.ts';
import { newState } from './state/newState.ts';
import type { OrgState, RequestRecord, Session } from './state/orgState.ts';
import { refreshSandbox, type SandboxOf } from './state/refreshSandbox.ts';
import { putBack, type SavedState } from './state/savedState.ts';
import { seed } from './state/seed.ts';
import { openSession } from './state/sessions.ts';
import type { Switches } from './state/switches.ts';
import { administrator, userNamed } from './state/users.ts';

/** May wait for ever; one that throws drops the connection without an answer. */
export type RequestHook = (record: RequestRecord) => void | Promise<void>;

export type EmulatorOptions = {
  switches?: Partial<Switches>;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** When a request has arrived, before anything is done. */
  onRequest?: RequestHook;
  /** When it has been applied, before the answer leaves. */
  onResponse?: RequestHook;
  /** The kind of org, `developer` unless said. A sandbox is that of a production org with nothing in it. */
  edition?: Edition;
  /** Among the orgs of a server, 1 unless said: no two share an id, and usernames end in `.orgN` from the second on. */
  number?: number;
  /** Makes it the sandbox of this org, as a refresh leaves it (L66). */
  sandboxOf?: SandboxOf;
  /** What an earlier process kept of this org; `edition` and `number` are its own then. */
  saved?: SavedState;
};

export type Emulator = {
  state: OrgState;
  handle: (request: Request) => Promise<Response>;
  /** Waits until no asynchronous Apex is running or due by the org's clock. */
  settled: () => Promise<void>;
  /** Makes the org as it was at its start: same address, users, login and switches, and nothing else. Waits as `close` does. */
  reset: () => Promise<void>;
  /** Ends the org: no job begins any more, and no timer is left. Waits for jobs that run, a few seconds at most. */
  close: () => Promise<void>;
  /** The seeded user of the CLI. */
  adminUsername: string;
  /** Access token of this user. */
  adminToken: string;
  /** What this user logs in with at the login page. */
  adminPassword: string;
};

const CLOSE_PATIENCE_MS = 5000;

const seeded = ({ edition = 'developer', number = 1, now = Date.now, switches = {} }: EmulatorOptions): OrgState => {
  const state = newState({ edition, number, now, switches });
  seed(state);
  return state;
};

const emptySandbox = (options: EmulatorOptions): SandboxOf => ({
  source: seeded({ ...options, edition: 'production' }),
  name: SANDBOX_NAME,
});

const fresh = (options: EmulatorOptions, sandboxOf: SandboxOf | undefined): OrgState => {
  const state = seeded(options);
  if (sandboxOf) refreshSandbox(state, sandboxOf);
  return state;
};

/** An emulated org in memory. `listen` of `server.ts` puts it on a port of this machine. */
export const createEmulator = (options: EmulatorOptions = {}): Emulator => {
  const sandboxOf = options.sandboxOf ?? (options.edition === 'sandbox' ? emptySandbox(options) : undefined);
  const state = fresh(options, sandboxOf);
  if (options.saved) putBack(state, options.saved);
  const handle = async (request: Request): Promise<Response> => {
    const record = recordRequest(state, request);
    const body = request.body === null ? new Uint8Array() : new Uint8Array(await request.arrayBuffer());
    await options.onRequest?.(record);
    await settleJobs(state);
    const response = await meetFault(state, { request, body, origin: record.origin }, () =>
      dispatch(state, routes, request, body, record).catch((error: unknown) =>
        restError(500, 'UNKNOWN_EXCEPTION', `The emulated org failed: ${String(error)}`),
      ),
    );
    record.status = response.status;
    await options.onResponse?.(record);
    // Jobs begin once the request that queued them is answered.
    setImmediate(() => runDueApex(state));
    return response;
  };
  state.send = handle;
  const adminUsername = administrator(state).Username;
  const adminPassword = `selfcallout${state.newSecret(10)}`;
  const logAdminIn = (): Session => {
    const userId = userNamed(state, adminUsername).Id;
    state.passwords.set(userId, adminPassword);
    return openSession(state, { userId, scopes: ['api', 'web', 'refresh_token'], kind: 'api' });
  };
  const admin = logAdminIn();
  const reset = async (): Promise<void> => {
    await closeApex(state, CLOSE_PATIENCE_MS);
    const { org, switches, hosts, send } = state;
    Object.assign(state, fresh(options, sandboxOf), { org, switches, hosts, send });
    const session = logAdminIn();
    state.sessions.delete(session.token);
    state.sessions.set(admin.token, { ...session, token: admin.token });
  };
  return {
    state,
    handle,
    settled: () => settleApex(state),
    reset,
    close: () => closeApex(state, CLOSE_PATIENCE_MS),
    adminUsername,
    adminToken: admin.token,
    adminPassword,
  };
};
