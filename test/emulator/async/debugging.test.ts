import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../../../scripts/root.ts';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { componentOf, storeComponent } from '../../../src/emulator/state/components.ts';
import { CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import { deploy } from '../metadata/metadataOrg.ts';
import { putApp } from '../support/loopback.ts';
import { orgWith, problemOf, runAndSettle } from './support.ts';

const fileOf = (name: string): string => readFileSync(join(root, 'docs/debugging', name), 'utf8');

const CLASSES = 'force-app/main/default/classes/';

const FILES = {
  'classes/RateBatch.cls': fileOf(`${CLASSES}RateBatch.cls`),
  'classes/RateBatch.cls-meta.xml': fileOf(`${CLASSES}RateBatch.cls-meta.xml`),
};

const orgOf = async (advancedCurrencyManagement: boolean): Promise<Emulator> => {
  const org = orgWith({ switches: { advancedCurrencyManagement } });
  const { state } = org;
  putApp(state, CLI_USERNAME);
  const stored = componentOf(state, 'NamedCredential', 'LoopName');
  if (stored) storeComponent(state, { ...stored, fullName: 'SelfCallout' });
  expect((await deploy(org, FILES)).failures).to.deep.equal([]);
  return org;
};

/** What a step of docs/debugging.md comes to: the exception, or that of its batch. */
const step = async (org: Emulator, name: string): Promise<string> => {
  const jobs = org.state.asyncJobs.length;
  const problem = await problemOf(org, fileOf(name));
  return problem || (org.state.asyncJobs[jobs]?.ExtendedStatus ?? '');
};

const STEPS = ['1-local-session', '2-batch-passed-session', '3-loopback', '4-batch-loopback'];

describe('the four debugging steps', () => {
  it('L46: work with Advanced Currency Management, and fail with the error of the object without it', async () => {
    for (const name of STEPS) {
      const file = `${name}.apex`;
      const org = await orgOf(true);
      expect(await step(org, file), name).to.equal('');
      expect(org.state.records.get('DatedConversionRate'), name).to.have.length(1);
      const without = await step(await orgOf(false), file);
      expect(without, name)
        .to.match(/System\.CalloutException: 40\d /)
        .and.not.to.include('INVALID_SESSION_ID');
    }
  });
});

describe('classes with pending jobs', () => {
  it('L57: can be neither deployed nor deleted, unless the org allows it', async () => {
    const org = orgWith({ switches: { queueMs: 60_000, advancedCurrencyManagement: true } });
    await deploy(org, FILES);
    await runAndSettle(org, fileOf('4-batch-loopback.apex'));
    const { failures } = await deploy(org, FILES);
    expect(failures).to.deep.equal([
      `ApexClass/RateBatch: This Apex class has batch or future jobs pending or in progress - AsyncApexJobs IDs (${org.state.asyncJobs[0]?.Id})`,
    ]);
    org.state.switches.deployWithPendingJobs = 'allowed';
    expect((await deploy(org, FILES)).failures).to.deep.equal([]);
    await org.close();
  });
});
