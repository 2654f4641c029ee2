import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { root } from '../root.ts';
import type { Race } from './race.ts';

const warmUp = 300;
const requests = 1_500;
const path = '/services/data/v66.0/limits';

/** The process that `emulator start` leaves running, as it is installed, and its peer. */
const scripts = {
  ours: join(root, 'lib/emulator/main.js'),
  peer: join(root, 'scripts/bench/bareServer.ts'),
} as const;

type Listening = { child: ChildProcess; url: string; token: string; ms: number };

/** Starts a server in a process of its own, and says how long that took until it listened. */
const start = async (script: string): Promise<Listening> => {
  const began = performance.now();
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const order = { order: 'start', host: '127.0.0.1', port: 0, controlKey: 'bench', edition: 'developer', switches: {} };
  child.send(order);
  const [said] = (await once(child, 'message')) as [{ ok: boolean; url: string; token: string }];
  const ms = performance.now() - began;
  if (!said.ok) throw new Error(JSON.stringify(said));
  return { child, url: said.url, token: said.token, ms };
};

const stop = async ({ child }: Listening): Promise<void> => {
  const gone = once(child, 'exit');
  child.disconnect();
  await gone;
};

const startAndStop = async (script: string): Promise<number> => {
  const listening = await start(script);
  await stop(listening);
  return listening.ms;
};

const ask = (agent: Agent, { url, token }: Listening): Promise<void> =>
  new Promise((resolve, reject) => {
    const outgoing = request(url + path, { agent, headers: { authorization: `Bearer ${token}` } }, (incoming) => {
      if (incoming.statusCode !== 200) reject(new Error(`HTTP ${incoming.statusCode}`));
      incoming.resume().on('end', resolve);
    });
    outgoing.on('error', reject).end();
  });

/** Milliseconds of as many requests, one after the other over one connection. */
const time = async (listening: Listening, count: number): Promise<number> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const began = performance.now();
  for (let n = 0; n < count; n += 1) await ask(agent, listening);
  agent.destroy();
  return performance.now() - began;
};

/** The built emulated org against a bare server: until it listens, and a request to a route. `done` ends the servers. */
export const serverRaces = async (): Promise<{ races: readonly Race[]; done: () => Promise<void> }> => {
  const [ours, peer] = [await start(scripts.ours), await start(scripts.peer)];
  for (const each of [ours, peer]) await time(each, warmUp);
  const races: readonly Race[] = [
    {
      title: 'emulated org from start to listening / a bare node:http server in a process of its own',
      limit: 3,
      unit: 'ms',
      ours: () => startAndStop(scripts.ours),
      peer: () => startAndStop(scripts.peer),
    },
    {
      title: `${requests} × GET /limits of the emulated org / the same of a bare node:http server (a rate of 0.25)`,
      limit: 4,
      unit: 'ms',
      ours: () => time(ours, requests),
      peer: () => time(peer, requests),
    },
  ];
  const done = async (): Promise<void> => {
    await stop(ours);
    await stop(peer);
  };
  return { races, done };
};
