/**
 * `npm run bench`: CPU time (user and system) of the packed and installed plugin against the Salesforce CLI's own commands,
 * in a CLI of the same release without the plugin. Runs are interleaved, so that a busy machine slows both alike.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPlugin } from './cli/installPlugin.ts';
import { plainEnv } from './cli/isolatedHome.ts';
import { packPlugin } from './cli/packPlugin.ts';
import { realCli } from './cli/realCli.ts';
import { run } from './run.ts';

const rounds = 15;

type Side = { env: NodeJS.ProcessEnv; args: (round: number) => string[] };

type Race = { title: string; limit: number; plugin: Side; peer: Side };

const folder = await mkdtemp(join(tmpdir(), 'selfcallout-bench-'));
const cli = await realCli();

/** Milliseconds of CPU of one run. Fails loudly when the command does: a quick failure must not win. */
const cpu = async ({ env, args }: Side, round: number): Promise<number> => {
  const script = 'TIMEFORMAT="%3U %3S"; time "$@" >"$OUT" 2>&1 </dev/null';
  const ran = await run(['-c', script, 'bash', process.execPath, cli, ...args(round)], {
    command: 'bash',
    cwd: join(folder, 'project'),
    env: { ...env, OUT: join(folder, 'out.txt') },
  });
  const [user = NaN, system = NaN] = ran.stderr.trim().split(/\s+/).slice(-2).map(Number);
  if (ran.code !== 0 || Number.isNaN(user + system)) throw new Error(`${args(round).join(' ')} failed: ${ran.output}`);
  return (user + system) * 1000;
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

const judge = async ({ title, limit, plugin, peer }: Race): Promise<boolean> => {
  await cpu(plugin, -1);
  await cpu(peer, -1);
  const times = { plugin: [] as number[], peer: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    times.plugin.push(await cpu(plugin, round));
    times.peer.push(await cpu(peer, round));
  }
  const [ours, theirs] = [median(times.plugin), median(times.peer)];
  const ratio = ours / theirs;
  const ok = ratio <= limit;
  console.log(
    `${ok ? 'ok  ' : 'FAIL'}  ${title}: ${ours.toFixed(0)} ms / ${theirs.toFixed(0)} ms = ${ratio.toFixed(2)} (limit ${limit})`,
  );
  return ok;
};

try {
  console.log('packing and installing the plugin');
  const withPlugin = await plainEnv(join(folder, 'with'));
  const without = await plainEnv(join(folder, 'without'));
  await installPlugin(cli, withPlugin, await packPlugin(folder));
  const project = ['template', 'generate', 'project', '--name', 'project', '--output-dir', folder];
  const made = await run([cli, ...project], { env: without, cwd: folder });
  if (made.code !== 0) throw new Error(made.output);

  const generate = (round: number): string[] => ['selfcallout', 'generate', '--output-dir', `ours/run${round}`];
  const apexClass = ['template', 'generate', 'apex', 'class'];
  const peer = (round: number): string[] => [...apexClass, '--name', `Peer${round + 1}`, '--output-dir', 'peers'];
  const races: readonly Race[] = [
    {
      title: 'selfcallout generate / template generate apex class',
      limit: 0.9,
      plugin: { env: withPlugin, args: generate },
      peer: { env: without, args: peer },
    },
    {
      title: '--version with the plugin / without',
      limit: 1.1,
      plugin: { env: withPlugin, args: () => ['--version'] },
      peer: { env: without, args: () => ['--version'] },
    },
    {
      title: 'selfcallout generate --help / template generate apex class --help',
      limit: 1.2,
      plugin: { env: withPlugin, args: () => ['selfcallout', 'generate', '--help'] },
      peer: { env: without, args: () => [...apexClass, '--help'] },
    },
  ];
  console.log(`median CPU (user + system) of ${rounds} interleaved runs`);
  const answers: boolean[] = [];
  for (const race of races) answers.push(await judge(race));

  const written = await readdir(join(folder, 'project/ours/run0'), { recursive: true, withFileTypes: true });
  console.log(`files that one generate wrote: ${written.filter((entry) => entry.isFile()).length}`);
  process.exitCode = answers.every(Boolean) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
