import { randomBytes } from 'node:crypto';
import { closeApex, runDueApex, settleApex } from './async/apexQueue.ts';
import { dispatch } from './http/dispatch.ts';
import { restError } from './http/answer.ts';
import { recordRequest } from './http/record.ts';
import { routes } from './http/routes.ts';
import { emptyApexQueue } from './state/apexQueue.ts';
import { makeIds } from './state/ids.ts';
import { noJobs, settleJobs } from './state/jobs.ts';
import { emptyOauthState } from './state/oauthState.ts';
import type { OrgState, RequestRecord } from './state/orgState.ts';
import { refreshSandbox, type SandboxOf } from './state/refreshSandbox.ts';
import { seed } from './state/seed.ts';
import { openSession } from './state/sessions.ts';
import { defaultSwitches, type Switches } from './state/switches.ts';
import { userNamed, CLI_USERNAME } from './state/users.ts';
import { emptyVault } from './state/vault.ts';

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
  /** `OrganizationType` of the org, `Developer Edition` unless said. */
  edition?: string;
  /** Makes it the sandbox of another org, as a refresh leaves it (L66). */
  sandboxOf?: SandboxOf;
};

export type Emulator = {
  state: OrgState;
  handle: (request: Request) => Promise<Response>;
  /** Waits until no asynchronous Apex is running or due by the org's clock. */
  settled: () => Promise<void>;
  /** Ends the org: no job begins any more, and no timer is left. Waits for jobs that run, a few seconds at most. */
  close: () => Promise<void>;
  /** Access token of the seeded CLI user. */
  adminToken: string;
  /** What this user logs in with at the login page. */
  adminPassword: string;
};

const CLOSE_PATIENCE_MS = 5000;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 256 is no multiple of 62: bytes beyond the last full round are drawn again, so that no letter is likelier. */
const randomText = (length: number): string => {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) if (byte < 248 && text.length < length) text += ALPHABET.charAt(byte % 62);
  }
  return text;
};

const API_VERSIONS = ['60.0', '61.0', '62.0', '63.0', '64.0', '65.0', '66.0', '67.0', '68.0'];

const newState = (options: EmulatorOptions): OrgState => {
  const newId = makeIds();
  return {
    org: {
      id: newId('00D'),
      name: 'Emulated Org',
      url: 'http://127.0.0.1',
      isSandbox: false,
      organizationType: options.edition ?? 'Developer Edition',
      namespacePrefix: null,
      apiVersions: API_VERSIONS,
    },
    switches: { ...defaultSwitches, ...options.switches },
    now: options.now ?? Date.now,
    newId,
    newSecret: randomText,
    records: new Map(),
    components: new Map(),
    sessions: new Map(),
    consumers: [],
    credentials: [],
    vault: emptyVault(),
    oauth: emptyOauthState(),
    passwords: new Map(),
    requests: [],
    jobs: noJobs(),
    apexQueue: emptyApexQueue(),
    asyncJobs: [],
    cronTriggers: [],
    apexLogs: [],
    traceFlags: [],
    debugLevels: [],
    streams: new Map(),
    send: () => Promise.reject(new Error('not wired')),
  };
};

/** An emulated org in memory. `listen` of `server.ts` puts it on a port of this machine. */
export const createEmulator = (options: EmulatorOptions = {}): Emulator => {
  const state = newState(options);
  seed(state);
  if (options.sandboxOf) refreshSandbox(state, options.sandboxOf);
  const handle = async (request: Request): Promise<Response> => {
    const record = recordRequest(state, request);
    const body = new Uint8Array(await request.arrayBuffer());
    await options.onRequest?.(record);
    await settleJobs(state);
    const response = await dispatch(state, routes, request, body, record).catch((error: unknown) =>
      restError(500, 'UNKNOWN_EXCEPTION', `The emulated org failed: ${String(error)}`),
    );
    record.status = response.status;
    await options.onResponse?.(record);
    // Jobs begin once the request that queued them is answered.
    setImmediate(() => runDueApex(state));
    return response;
  };
  state.send = handle;
  const adminName = options.sandboxOf ? `${CLI_USERNAME}.${options.sandboxOf.name}` : CLI_USERNAME;
  const adminId = userNamed(state, adminName).Id;
  const adminPassword = `selfcallout${randomText(10)}`;
  state.passwords.set(adminId, adminPassword);
  const admin = openSession(state, {
    userId: adminId,
    scopes: ['api', 'web', 'refresh_token'],
    kind: 'api',
  });
  return {
    state,
    handle,
    settled: () => settleApex(state),
    close: () => closeApex(state, CLOSE_PATIENCE_MS),
    adminToken: admin.token,
    adminPassword,
  };
};
