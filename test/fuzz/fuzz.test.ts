import { expect } from 'chai';
import fc from 'fast-check';
import { routes } from '../../src/emulator/http/routes.ts';
import { listen, type Listening } from '../../src/emulator/server.ts';
import type { FuzzRequest } from './fuzzRequest.ts';
import { judge } from './judge.ts';
import { mutate, mutated } from './mutations.ts';
import { orgUnderFire } from './orgUnderFire.ts';
import { seedsFor } from './seeds.ts';

describe('emulator: a few hundred mutated requests', function () {
  this.timeout(120_000);
  let server: Listening;
  let seeds: FuzzRequest[];

  before(async () => {
    const org = await orgUnderFire();
    server = await listen(org.emulator);
    seeds = await seedsFor(org.target);
  });

  after(() => server.close());

  it('start from real requests of every endpoint', () => {
    const isAsked = (method: string, pattern: RegExp): boolean =>
      seeds.some((seed) => seed.method === method && pattern.test(seed.path.split('?')[0] ?? ''));
    const missing = routes.filter(({ method, pattern }) => !isAsked(method, pattern));
    expect(missing.map(({ method, pattern }) => `${method} ${pattern.source}`)).to.deep.equal([]);
  });

  it('get an answer, unharmed', async () => {
    for (const seed of seeds) expect(await judge(server.url, seed), seed.of).to.equal(undefined);
  });

  it('get an answer, whatever is done to them', async () => {
    const sent = fc.asyncProperty(mutated(seeds.length), async ({ seed, mutations }) => {
      const request = mutate(seeds[seed]!, mutations);
      expect(await judge(server.url, request), request.of).to.equal(undefined);
    });
    await fc.assert(sent, { numRuns: 300, seed: 20_261_122, endOnFailure: true });
  });
});
