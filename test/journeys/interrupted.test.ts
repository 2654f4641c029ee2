import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { SettingsInput } from '../../src/core/settings/makeSettings.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { answerCli, CTRL_C, startAtTerminal } from '../support/cli.ts';
import { startOrg, type TestOrg } from '../support/org.ts';
import { setUp } from '../support/setUp.ts';
import { wholeState } from '../support/wholeState.ts';

/** A command that asks, what it asks, what is there already, and whether nothing has changed by then. */
type Row = { command: string[]; question: RegExp; there?: SettingsInput; isUnchanged: boolean };

const ROWS: readonly Row[] = [
  { command: ['remove'], question: /\(y\/N\)/i, there: {}, isUnchanged: true },
  { command: ['rotate'], question: /\(y\/N\)/i, there: { method: 'identity-provider' }, isUnchanged: true },
  { command: ['setup', '--method', 'username-password'], question: /Password of /, isUnchanged: false },
];

describe('Ctrl-C instead of an answer', function () {
  this.timeout(120_000);
  let org: TestOrg;
  let cwd: string;

  beforeEach(async () => {
    org = await startOrg({ switches: { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed' } });
    cwd = await mkdtemp(join(tmpdir(), 'selfcallout-interrupted-'));
  });
  afterEach(async () => {
    await org.close();
    await rm(cwd, { recursive: true, force: true });
  });

  for (const { command, question, there, isUnchanged } of ROWS) {
    const [verb = '', ...flags] = command;
    it(`to ${command.join(' ')} ends with 130 and the command that goes on`, async () => {
      if (there) await setUp(org, there, 0);
      const before = wholeState(org.emulator.state);
      const started = startAtTerminal(['selfcallout', ...command, '--target-org', 'org'], org.home, cwd);
      const { code, stdout, stderr } = await answerCli(started, question, CTRL_C);
      expect(code, stdout + stderr).to.equal(130);
      const again = ['sf selfcallout', verb, '--name SelfCallout --target-org', CLI_USERNAME, ...flags].join(' ');
      expect(stderr).to.contain('Interrupted at the question').and.to.contain(`Go on: ${again}\n`);
      expect(stdout + stderr).not.to.match(/^\s+at /m);
      if (isUnchanged) expect(wholeState(org.emulator.state)).to.deep.equal(before);
    });
  }
});
