import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCli } from '../support/cli.ts';
import { startOrg } from '../support/org.ts';
import { setUp } from '../support/setUp.ts';
import { filesWith, secretsOf } from '../support/secrecy.ts';

describe('journeys: receipts', () => {
  it('hold no secret and no token that the org has ever given', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'selfcallout-receipts-'));
    const org = await startOrg();
    try {
      expect((await setUp(org)).outcome).to.equal('proven');
      const kept: string[] = [];
      for (const suffix of ['md', 'json', 'html', 'xml']) {
        const args = ['selfcallout', 'verify', '--target-org', 'org', '--context', 'anonymous,queueable,lightning'];
        const { code, stdout } = await runCli([...args, '--output-file', `receipt.${suffix}`], org.home, dir);
        expect(code, stdout).to.equal(0);
        kept.push(`receipt.${suffix}`);
      }
      expect(await readdir(dir)).to.include.members(kept);
      const { state, adminToken } = org.emulator;
      const tokens = [...secretsOf(state), ...state.sessions.keys()];
      expect(tokens).to.include(adminToken);
      expect(await filesWith(dir, tokens)).to.deep.equal([]);
    } finally {
      await org.close();
      await rm(dir, { recursive: true, force: true });
    }
  }).timeout(240_000);
});
