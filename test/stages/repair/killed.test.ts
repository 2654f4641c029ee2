import { expect } from 'chai';
import { survives } from './killing.ts';

describe('a repair that loses its connection', function () {
  this.timeout(300_000);

  // The others are in test/cli/repairKilled.test.ts: they cost as much again.
  for (const method of ['client-credentials', 'jwt-bearer'] as const) {
    it(`at each of its requests in turn is completed by a second set-up: ${method}`, async function () {
      const { requests, runs } = await survives({ method });
      if (this.test) this.test.title += ` (${requests} requests, ${runs} second runs)`;
      expect(requests).to.be.greaterThan(10);
    });
  }
});
