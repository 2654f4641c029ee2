import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import fc from 'fast-check';
import { zipBombRequests } from '../bombs.ts';
import type { FuzzRequest, Target } from '../fuzzRequest.ts';
import { judge } from '../judge.ts';
import { mutate, mutated } from '../mutations.ts';
import { seedsFor } from '../seeds.ts';
import { send } from '../send.ts';

const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 10_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
const MOST_MEGABYTES = 400;
/** How often the memory is looked at. */
const EVERY = 250;

type Look = { rss: number; asked: number };

describe(`emulator: ${REQUESTS} mutated requests, FUZZ_SEED=${SEED}`, () => {
  let org: ChildProcess;
  let url: string;
  let target: Target;
  let seeds: FuzzRequest[];
  let highest = 0;

  const look = async (): Promise<Look> => {
    org.send('memory');
    const [seen] = (await once(org, 'message')) as [Look];
    highest = Math.max(highest, seen.rss / 2 ** 20);
    return seen;
  };

  before(async () => {
    const script = fileURLToPath(new URL('./orgProcess.ts', import.meta.url));
    org = spawn(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    [{ url, target }] = (await once(org, 'message')) as [{ url: string; target: Target }];
    seeds = await seedsFor(target);
  });

  after(() => {
    org.disconnect();
    console.log(`      the org had at most ${Math.round(highest)} MB`);
  });

  it('all get an answer of no 5xx within a second', async () => {
    let sent = 0;
    const answered = fc.asyncProperty(mutated(seeds.length), async ({ seed, mutations }) => {
      const request = mutate(seeds[seed]!, mutations);
      expect(await judge(url, request), request.of).to.equal(undefined);
      sent += 1;
      if (sent % EVERY === 0) await look();
    });
    await fc.assert(answered, { numRuns: REQUESTS, seed: SEED, endOnFailure: true });
    console.log(`      the org had at most ${Math.round(highest)} MB by then`);
  });

  it('so do deploys of zip bombs, and of zips whose paths lead out of them', async () => {
    for (const request of await zipBombRequests(target, 300)) {
      expect(await judge(url, request), request.of).to.equal(undefined);
      await look();
    }
  });

  it(`leave the org alive, logged in to, and below ${MOST_MEGABYTES} MB`, async () => {
    const { asked } = await look();
    expect(asked).to.be.greaterThan(REQUESTS * 0.9);
    expect(org.exitCode).to.equal(null);
    const headers = { authorization: `Bearer ${target.token}` };
    const limits = await send(url, {
      of: '',
      method: 'GET',
      path: '/services/data/v66.0/limits',
      headers,
      body: Buffer.of(),
    });
    expect(limits.status).to.equal(200);
    expect(highest).to.be.lessThan(MOST_MEGABYTES);
  });
});
