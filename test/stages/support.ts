import type { SetupReport } from '../../src/core/report.ts';
import { makeSettings, type SettingsInput } from '../../src/core/settings/makeSettings.ts';
import { readTemplates } from '../../src/disk/readTemplates.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/emulator.ts';
import { listen } from '../../src/emulator/server.ts';
import { makeAdoptionPort } from '../../src/org/adopt/adoptionPort.ts';
import { makeOrgPort } from '../../src/org/orgPort.ts';
import { countRequests, type RequestCounter } from '../../src/org/requestCounter.ts';
import type { ClockPort } from '../../src/ports/clockPort.ts';
import type { KeyPair } from '../../src/ports/orgPort.ts';
import type { Ports } from '../../src/ports/ports.ts';
import type { StageEvent } from '../../src/ports/stageEvent.ts';
import { setupPipeline } from '../../src/stages/setupPipeline.ts';
import type { SetupRequest } from '../../src/stages/setupRequest.ts';
import { homeEnv, makeHome } from '../support/home.ts';

/** Time of the emulated org and of the pipeline together: sleeping moves it, nobody waits. */
export type FakeClock = ClockPort & { slept: number };

const makeClock = (start = Date.UTC(2026, 0, 15)): FakeClock => {
  const clock: FakeClock = {
    slept: 0,
    now: () => start + clock.slept,
    sleep: (ms) => {
      clock.slept += ms;
      return Promise.resolve();
    },
  };
  return clock;
};

export type Rig = {
  emulator: Emulator;
  clock: FakeClock;
  ports: Ports;
  counter: RequestCounter;
  /** Every pair that the pipeline made. */
  pairs: KeyPair[];
  /** The server goes away; the rest stays until `close`. */
  stop: () => Promise<void>;
  /** As `close`, but the org lives on, to be another rig's. */
  leave: () => Promise<void>;
  close: () => Promise<void>;
  setup: (input?: Partial<SetupRequest> & SettingsInput) => Promise<{ report: SetupReport; events: StageEvent[] }>;
};

export const collect = async <T>(run: AsyncGenerator<StageEvent, T>): Promise<{ report: T; events: StageEvent[] }> => {
  const events: StageEvent[] = [];
  for (;;) {
    const step = await run.next();
    if (step.done === true) return { report: step.value, events };
    events.push(step.value);
  }
};

/** An emulated org, logged in to in a home of its own, behind a real connection of `@salesforce/core`. */
export const makeRig = (options: EmulatorOptions = {}, apiVersion = '66.0', clock = makeClock()): Promise<Rig> =>
  rigOf(createEmulator({ ...options, now: clock.now }), apiVersion, clock);

/** As `makeRig`, for an emulated org that is there already: it moves to another address. */
export const rigOf = async (emulator: Emulator, apiVersion: string, clock: FakeClock): Promise<Rig> => {
  const server = await listen(emulator);
  const home = await makeHome(server.url, emulator.adminToken);
  const before = { ...process.env };
  Object.assign(process.env, homeEnv(home.dir));
  const { Org, StateAggregator } = await import('@salesforce/core');
  StateAggregator.clearInstance();
  const connection = (await Org.create({ aliasOrUsername: 'org' })).getConnection();
  connection.setApiVersion(apiVersion);
  emulator.state.requests.length = 0;
  const counter = countRequests();
  const pairs: KeyPair[] = [];
  const newPair = (): KeyPair => {
    const text = (): string => emulator.state.newSecret(64).replace(/[^A-Za-z0-9]/g, 'x');
    const pair = { key: text(), secret: text() };
    pairs.push(pair);
    return pair;
  };
  const ports: Ports = {
    org: makeOrgPort(connection, counter, clock, { everyMs: 1000, timeoutMs: 60_000 }),
    clock,
    adoption: makeAdoptionPort(connection),
    secrets: { newPair, password: () => Promise.resolve(emulator.adminPassword) },
    templates: readTemplates(),
  };
  const setup: Rig['setup'] = ({
    name,
    label,
    scopes,
    method,
    appType,
    credentialType,
    principalType,
    apiVersion: version = apiVersion,
    ...rest
  } = {}) => {
    const choice = { method, appType, credentialType, principalType };
    const settings = makeSettings({ name, label, scopes, apiVersion: version, ...choice });
    const request = {
      settings,
      assignTo: [],
      waitMs: 60_000,
      dryRun: false,
      overwrite: false,
      browser: false,
      ...rest,
    };
    return collect(setupPipeline(request, ports, new AbortController().signal));
  };
  const leave = async (): Promise<void> => {
    await server.release();
    await home.remove();
    // Another object in its place would be process.env to nobody but this process's JavaScript.
    for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
    StateAggregator.clearInstance();
  };
  const close = async (): Promise<void> => {
    await emulator.close();
    await leave();
  };
  return { emulator, stop: server.close, leave, clock, counter, ports, pairs, setup, close };
};
