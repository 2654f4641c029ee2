/** `npm run bench`: each figure against its peer or its limit, measured in the same run. Fails when one is over its limit. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cliRaces } from './bench/cliRaces.ts';
import { judgeLoopback } from './bench/loopback.ts';
import { judge } from './bench/race.ts';
import { serverRaces } from './bench/serverRaces.ts';
import { realCli } from './cli/realCli.ts';

const rounds = 15;
const folder = await mkdtemp(join(tmpdir(), 'selfcallout-bench-'));

try {
  console.log('packing and installing the plugin');
  const races = await cliRaces(await realCli(), folder);
  console.log(`medians of ${rounds} interleaved runs; CPU is user and system`);
  const answers: boolean[] = [];
  for (const race of races) answers.push(await judge(race, rounds));
  const servers = await serverRaces();
  for (const race of servers.races) answers.push(await judge(race, rounds));
  await servers.done();
  answers.push(await judgeLoopback(folder));
  process.exitCode = answers.every(Boolean) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
