import { expect } from 'chai';
import type { Emulator, EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { childText } from '../../../src/emulator/soap/envelope.ts';
import { componentOf } from '../../../src/emulator/state/components.ts';
import { CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import { ask, errorOf, tokenOf } from '../support/ask.ts';
import { deploy, deployStatus, NAMESPACE, newOrg, soap, zipOf } from './metadataOrg.ts';

const meta = `<?xml version="1.0"?><ApexClass xmlns="${NAMESPACE}"><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>`;

const classes = (sources: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(sources).flatMap(([name, body]) => [
      [`classes/${name}.cls`, body],
      [`classes/${name}.cls-meta.xml`, meta],
    ]),
  );

const GOOD = 'public with sharing class Good { public static Integer one() { return 1; } }';
const TEST = '@IsTest private class GoodTest { @IsTest static void one() { Assert.areEqual(1, Good.one()); } }';
const FILES = classes({ Good: GOOD, GoodTest: TEST });

const PATH = '/services/data/v66.0/metadata/deployRequest';

const validate = async (org: Emulator, files = FILES, testLevel = 'RunLocalTests'): Promise<string> => {
  const { id, status } = await deploy(org, files, { options: { checkOnly: true, testLevel } });
  expect(status).to.equal('Succeeded');
  return id;
};

/** The new deploy's id, or the fault. */
const quick = async (org: Emulator, id: string): Promise<string> => {
  const { status, text, result } = await soap(org, 'deployRecentValidation', `<validationId>${id}</validationId>`);
  return status === 200 ? result.text : text.replace(/[^]*<faultstring>|<\/faultstring>[^]*/g, '');
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** An org whose clock can be put forward. */
const orgWithClock = (options: EmulatorOptions = {}): { org: Emulator; wait: (ms: number) => void } => {
  let late = 0;
  return {
    org: newOrg({ ...options, now: () => Date.now() + late }),
    wait: (ms) => {
      late += ms;
    },
  };
};

describe('a quick deploy', () => {
  it('deploys what a validation has judged, under an id of its own, without running its tests', async () => {
    const org = newOrg();
    const id = await quick(org, await validate(org));
    const { status, result } = await deployStatus(org, id);
    expect([status, childText(result, 'checkOnly')]).to.deep.equal(['Succeeded', 'false']);
    expect(childText(result, 'numberTestsTotal')).to.equal('0');
    expect(componentOf(org.state, 'ApexClass', 'Good')?.body).to.equal(GOOD);
  });

  it('is done over REST as well', async () => {
    const org = newOrg();
    const validatedDeployRequestId = await validate(org);
    const headers = { 'content-type': 'application/json' };
    const answer = await ask(org, PATH, { method: 'POST', body: { validatedDeployRequestId }, headers });
    expect(answer.status).to.equal(201);
    expect(answer.body).to.include({ validatedDeployRequestId });
    expect(answer.body).to.have.nested.property('deployResult.status', 'Succeeded');
    expect(componentOf(org.state, 'ApexClass', 'Good')).not.to.equal(undefined);
    const again = await ask(org, PATH, { method: 'POST', body: { validatedDeployRequestId }, headers });
    expect([again.status, errorOf(again).errorCode]).to.deep.equal([400, 'INVALID_ID_FIELD']);
  });

  it('is refused after another deploy, after ten days, and a second time', async () => {
    const { org, wait } = orgWithClock();
    const first = await validate(org);
    const second = await validate(org);
    wait(10 * DAY_MS + 1);
    // Sessions do not last so long.
    org.adminToken = tokenOf(org, CLI_USERNAME);
    expect(await quick(org, first)).to.match(/^INVALID_ID_FIELD: .*older than 10 days/);
    const third = await validate(org);
    expect(await quick(org, third)).to.match(/^0Af/);
    for (const id of [second, third]) expect(await quick(org, id)).to.match(/^INVALID_ID_FIELD: .*deployed to since/);
  });

  it('stays possible after a deploy that fails and one that only checks', async () => {
    const org = newOrg();
    const id = await validate(org);
    expect((await deploy(org, classes({ Bad: 'class' }))).status).to.equal('Failed');
    await validate(org);
    expect(await quick(org, id)).to.match(/^0Af/);
  });

  it('wants tests that ran and cover enough', async () => {
    const org = newOrg();
    expect(await quick(org, await validate(org, FILES, 'NoTestRun'))).to.match(
      /^INVALID_ID_FIELD: .*ran no Apex tests/,
    );
    const uncovered = classes({ Good: GOOD });
    expect(await quick(org, await validate(org, uncovered))).to.match(/^INVALID_ID_FIELD: .*code coverage/);
  });

  it('wants a validation, and one that succeeded', async () => {
    const org = newOrg();
    const { id } = await deploy(org, classes({ Good: GOOD }));
    expect(await quick(org, id)).to.match(/^INVALID_ID_FIELD: .*not a validation/);
    const failed = await deploy(org, classes({ Bad: 'class' }), { options: { checkOnly: true } });
    expect(await quick(org, failed.id)).to.match(/^INVALID_ID_FIELD: .*did not succeed/);
    expect(await quick(org, '0Af000000000000AAA')).to.match(/^INVALID_CROSS_REFERENCE_KEY/);
  });

  it('production takes one without tests at the moment it is deployed', async () => {
    const org = newOrg({ edition: 'production' });
    expect(await quick(org, await validate(org))).to.match(/^0Af/);
  });
});

describe('a deploy that waits its turn', () => {
  const queued = async (): Promise<{ org: Emulator; id: string; wait: (ms: number) => void }> => {
    const { org, wait } = orgWithClock({ switches: { jobMs: 5000 } });
    const started = await soap(org, 'deploy', `<ZipFile>${await zipOf(FILES)}</ZipFile>`);
    return { org, wait, id: childText(started.result, 'id') ?? '' };
  };

  const cancel = (org: Emulator, id: string, status = 'Canceling') =>
    ask(org, `${PATH}/${id}`, { method: 'PATCH', body: { deployResult: { status } } });

  it('is cancelled over REST, and then never runs', async () => {
    const { org, id, wait } = await queued();
    const answer = await cancel(org, id);
    expect(answer.status).to.equal(202);
    expect(answer.body).to.have.nested.property('deployResult.status', 'Canceled');
    wait(6000);
    expect((await deployStatus(org, id)).status).to.equal('Canceled');
    expect(componentOf(org.state, 'ApexClass', 'Good')).to.equal(undefined);
  });

  it('is not cancelled once it is over, nor changed otherwise, nor when it is not there', async () => {
    const { org, id, wait } = await queued();
    expect((await cancel(org, id, 'Succeeded')).status).to.equal(400);
    wait(6000);
    expect(errorOf(await cancel(org, id)).message).to.equal('Deployment already completed');
    expect((await cancel(org, '0Af000000000000')).status).to.equal(404);
  });
});
