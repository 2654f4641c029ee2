import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type LaunchOptions = {
  host: string;
  port: number;
  controlKey: string;
  /** That of the state file, or `developer`, unless it is said. */
  edition?: string;
  realHosts: boolean;
  /** How many. */
  orgs: number;
  switches: Record<string, unknown>;
  /** Absolute. */
  stateFile?: string;
  /** Working directory of the process that stays: not the user's, which it would hold on to. */
  cwd: string;
  env: NodeJS.ProcessEnv;
};

export type Launched = {
  url: string;
  /** The way to an org with the names of a real one, and the certificate (PEM) that is shown there. */
  proxy?: { url: string; certificate: string };
  pid: number;
  token: string;
  username: string;
  /** What this user logs in with at the org's login page. */
  password: string;
  orgId: string;
  /** The orgs after the first. */
  others?: ReadonlyArray<{ url: string; orgId: string; token: string; username: string; password: string }>;
  /** Of the process, in bytes. */
  memory: number;
};

export type LaunchProblem = { code: string; message: string };

/** `stay` lets the process live on; `abandon` lets go of it, after which it ends unless it was told to stay. */
export type Launch =
  { launched: Launched; stay: () => Promise<void>; abandon: () => void } | { problem: LaunchProblem };

type Answer = ({ ok: true } & Launched) | ({ ok: false } & LaunchProblem);

/** The compiled script; the source itself when this runs from source. */
const script = (): string =>
  fileURLToPath(new URL(`../../emulator/main.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url));

const answerOf = (child: ChildProcess): Promise<Answer> =>
  new Promise((resolve) => {
    child.once('message', (message) => resolve(message as Answer));
    child.once('error', ({ message }) => resolve({ ok: false, code: 'SPAWN', message }));
    child.once('exit', (code) => resolve({ ok: false, code: 'EXIT', message: `exit code ${code ?? 'none'}` }));
  });

/** Starts the emulated org in a process of its own and waits until it listens. */
export const launchEmulator = async ({ cwd, env, ...order }: LaunchOptions): Promise<Launch> => {
  const child = spawn(process.execPath, [script()], {
    detached: true,
    cwd,
    env,
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const answer = answerOf(child);
  child.send({ order: 'start', ...order });
  const result = await answer;
  const abandon = (): void => {
    if (child.connected) child.disconnect();
    child.unref();
  };
  if (!result.ok) {
    abandon();
    return { problem: { code: result.code, message: result.message } };
  }
  const stay = (): Promise<void> =>
    new Promise((resolve) => {
      child.send({ order: 'stay' }, () => resolve());
    });
  return { launched: result, stay, abandon };
};
