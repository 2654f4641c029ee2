import { expect } from 'chai';
import { survives } from '../stages/repair/killing.ts';

describe('a repair by the other methods that loses its connection', function () {
  this.timeout(300_000);

  for (const method of ['auth-provider', 'identity-provider', 'username-password'] as const) {
    it(`at each of its requests in turn is completed by a second set-up: ${method}`, async function () {
      const { requests, runs } = await survives({ method });
      if (this.test) this.test.title += ` (${requests} requests, ${runs} second runs)`;
      expect(requests).to.be.greaterThan(10);
    });
  }
});
