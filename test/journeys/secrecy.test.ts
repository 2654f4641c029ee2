import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { startCli } from '../support/cli.ts';
import { openSecrets } from '../stages/openSecrets.ts';
import { inHome } from '../support/home.ts';
import { startOrg } from '../support/org.ts';
import { filesWith, processFace, secretsOf } from '../support/secrecy.ts';
import { setUp } from '../support/setUp.ts';

describe('journeys: secrecy', () => {
  it('shows no secret in the process, its output, its logs and the project while it sets up', async () => {
    const project = await mkdtemp(join(tmpdir(), 'selfcallout-secrecy-'));
    const faces: string[] = [];
    let pid = 0;
    const look = async (): Promise<void> => {
      faces.push(await processFace(pid));
    };
    const org = await startOrg({ onRequest: look });
    try {
      const args = ['selfcallout', 'setup', '--target-org', 'org', '--output-dir', project, '--json'];
      const { child, done } = startCli(args, org.home, project, { SF_LOG_LEVEL: 'trace' });
      pid = child.pid ?? 0;
      const { code, stdout, stderr } = await done;
      expect(code, stdout).to.equal(0);
      const secrets = secretsOf(org.emulator.state);
      expect(secrets).not.to.deep.equal([]);
      const shown = [...faces, stdout, stderr];
      expect(shown.some((text) => secrets.some((secret) => text.includes(secret)))).to.equal(false);
      expect(faces.some((face) => face.includes('selfcallout'))).to.equal(true);
      expect(await filesWith(project, secrets)).to.deep.equal([]);
      expect(await filesWith(org.home, secrets)).to.deep.equal([]);
    } finally {
      await org.close();
      await rm(project, { recursive: true, force: true });
    }
  }).timeout(120_000);

  for (const way of ['staged', 'secondApp']) {
    it(`shows neither the old nor the new secret while it rotates and removes: ${way}`, async () => {
      const project = await mkdtemp(join(tmpdir(), 'selfcallout-secrecy-'));
      const org = await startOrg();
      try {
        await setUp(org);
        if (way === 'staged') await inHome(org.home, openSecrets);
        const secrets = secretsOf(org.emulator.state);
        const shown: string[] = [];
        const run = async (...words: string[]): Promise<string> => {
          const args = ['selfcallout', ...words, '--target-org', 'org', '--no-prompt', '--json'];
          const { done } = startCli(args, org.home, project, { SF_LOG_LEVEL: 'trace', DEBUG: 'sf*,jsforce*' });
          const { code, stdout, stderr } = await done;
          expect(code, stdout + stderr).to.equal(0);
          secrets.push(...secretsOf(org.emulator.state));
          shown.push(stdout, stderr);
          return stdout;
        };
        expect(await run('rotate')).to.contain(`"way": "${way}"`);
        await run('remove');
        expect(new Set(secrets).size).to.be.greaterThan(3);
        expect(shown.some((text) => secrets.some((secret) => text.includes(secret)))).to.equal(false);
        expect(await filesWith(project, secrets)).to.deep.equal([]);
        expect(await filesWith(org.home, secrets)).to.deep.equal([]);
      } finally {
        await org.close();
        await rm(project, { recursive: true, force: true });
      }
    }).timeout(120_000);
  }
});
