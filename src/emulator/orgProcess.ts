import { withControl } from './control.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
import type { Front } from './hosts/front.ts';
import { listen, type Listening } from './server.ts';
import type { SavedState } from './state/savedState.ts';
import { keepInFile, readStateFile, type StateFile } from './stateFile.ts';

/** How a client gets at an org of this process. */
export type Login = {
  url: string;
  orgId: string;
  token: string;
  username: string;
  password: string;
  /** The way to orgs with real host names, and the certificate (PEM) that is shown there. */
  proxy?: { url: string; certificate: string };
};

/**
 * Where the orgs are: at ports of this address (from `port` on, or any free ones for 0), or behind one that is a proxy;
 * and how many. `stateFile` is an absolute path: the org in it goes on, at its port unless another is given, or a new
 * one is kept there.
 */
export type Place = { host: string; port: number; realHosts: boolean; orgs?: number; stateFile?: string };

/** The first org, which refreshes and the control are about, and the others. */
export type Begun = Login & { others?: readonly Login[] };

/** `sandbox`: as a refresh, with this name. `address`: as another My Domain, and nothing else. */
export type RefreshOrder = { kind: 'sandbox'; name: string } | { kind: 'address' };

/** The org after a refresh; `source` is the one that it is a sandbox of, which goes on at its own address. */
export type Refreshed = Login & { source?: Login };

export type OrgProcess = {
  start: (options: EmulatorOptions, place: Place) => Promise<Begun>;
  refresh: (order: RefreshOrder) => Promise<Refreshed>;
  close: () => Promise<void>;
};

type Held = { emulator: Emulator; listening: Listening };

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

/** The kept org, with the switches that are asked for now. A kind that is asked for must be its own. */
const restored = ({ edition, switches, ...options }: EmulatorOptions, saved: SavedState): EmulatorOptions => {
  const own = saved.org.edition;
  if (edition !== undefined && edition !== own) {
    throw Object.assign(new Error(`it holds an org of the kind ${own}, not ${edition}`), { code: 'ESTATEFILE' });
  }
  return { ...options, edition: own, saved: { ...saved, switches: { ...saved.switches, ...switches } } };
};

/**
 * The orgs of one process: the one that was started and, once it was refreshed, its sandbox too. All have the same
 * control key. Beside it there may be others, each with a state and an address of its own. Without real host names
 * another address is another port.
 */
export const makeOrgProcess = (control: { key: string; pid: number; stop: () => void }): OrgProcess => {
  let host = '';
  let front: Front | undefined;
  let file: StateFile | undefined;
  let source: Held | undefined;
  let current: Held | undefined;
  const others: Held[] = [];

  const make = (options: EmulatorOptions): Emulator => withControl(createEmulator(options), { ...control, refresh });

  const open = async (emulator: Emulator, port = 0): Promise<Held> => ({
    emulator,
    listening: front ? front.place(emulator) : await listen(emulator, port, host),
  });

  const start: OrgProcess['start'] = async (options, place) => {
    const { stateFile } = place;
    const saved = stateFile === undefined ? undefined : await readStateFile(stateFile);
    const made = make(saved === undefined ? options : restored(options, saved));
    ({ host } = place);
    const port = place.port || (saved === undefined || place.realHosts ? 0 : Number(new URL(saved.org.url).port));
    if (stateFile !== undefined) file = await keepInFile(made, stateFile);
    const emulator = file?.kept ?? made;
    if (place.realHosts) {
      const { openFront } = await import('./hosts/front.ts');
      front = await openFront({ host, port: place.port, now: emulator.state.now() });
    }
    for (let number = 2; number <= (place.orgs ?? 1); number += 1) {
      others.push(await open(make({ ...options, number }), place.port && place.port + number - 1));
    }
    current = await open(emulator, port);
    return {
      ...loginOf(current),
      ...(front && { proxy: { url: front.url, certificate: front.certificate } }),
      ...(others.length > 0 && { others: others.map(loginOf) }),
    };
  };

  const move = async ({ emulator, listening }: Held): Promise<Held> => {
    const moved = await open(emulator);
    later(listening.release);
    return moved;
  };

  const copy = async (from: Held, name: string): Promise<Held> => {
    const { state } = from.emulator;
    return open(make({ switches: state.switches, sandboxOf: { source: state, name } }));
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
    for (const held of new Set([source, current, ...others])) await held?.listening.close();
    await file?.close();
    await front?.close();
  };

  return { start, refresh, close };
};
