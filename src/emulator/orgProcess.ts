import { withControl } from './control.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
import { listen, type Listening } from './server.ts';

/** How a client gets at an org of this process. */
export type Login = { url: string; orgId: string; token: string; username: string; password: string };

/** `sandbox`: as a refresh, with this name. `address`: as another My Domain, and nothing else. */
export type RefreshOrder = { kind: 'sandbox'; name: string } | { kind: 'address' };

/** The org after a refresh; `source` is the one that it is a sandbox of, which goes on at its own address. */
export type Refreshed = Login & { source?: Login };

export type OrgProcess = {
  start: (options: EmulatorOptions, host: string, port: number) => Promise<Login>;
  refresh: (order: RefreshOrder) => Promise<Refreshed>;
  close: () => Promise<void>;
};

type Held = { emulator: Emulator; listening: Listening; host: string };

/** Answers that are on their way leave before a port closes. */
const LAST_WORDS_MS = 50;

const later = (act: () => Promise<void>): void => {
  setTimeout(() => void act(), LAST_WORDS_MS);
};

const loginOf = ({ emulator: { state, adminToken, adminUsername, adminPassword } }: Held): Login => ({
  url: state.org.url,
  orgId: state.org.id,
  token: adminToken,
  username: adminUsername,
  password: adminPassword,
});

/**
 * The orgs of one process: the one that was started and, once it was refreshed, its sandbox too. All have the same control
 * key. A loopback-only org has no host to change but its port, so another address is another port.
 */
export const makeOrgProcess = (control: { key: string; pid: number; stop: () => void }): OrgProcess => {
  let source: Held | undefined;
  let current: Held | undefined;

  const open = async (options: EmulatorOptions, host: string, port = 0): Promise<Held> => {
    const emulator = withControl(createEmulator(options), { ...control, refresh });
    return { emulator, listening: await listen(emulator, port, host), host };
  };

  const start: OrgProcess['start'] = async (options, host, port) => {
    current = await open(options, host, port);
    return loginOf(current);
  };

  const move = async (held: Held): Promise<Held> => {
    const { emulator, listening, host } = held;
    const moved = { emulator, listening: await listen(emulator, 0, host), host };
    later(listening.release);
    return moved;
  };

  const copy = async (from: Held, name: string): Promise<Held> => {
    const { state } = from.emulator;
    return open({ switches: state.switches, sandboxOf: { source: state, name } }, from.host);
  };

  async function refresh(order: RefreshOrder): Promise<Refreshed> {
    const before = current;
    if (before === undefined) throw new Error('no org was started');
    if (order.kind === 'address') {
      current = await move(before);
    } else {
      const from = source ?? before;
      current = await copy(from, order.name);
      // An earlier sandbox is gone with its refresh; its source is not.
      if (source !== undefined) later(before.listening.close);
      source = from;
    }
    return { ...loginOf(current), ...(source === undefined ? {} : { source: loginOf(source) }) };
  }

  const close = async (): Promise<void> => {
    for (const held of new Set([source, current])) await held?.listening.close();
  };

  return { start, refresh, close };
};
