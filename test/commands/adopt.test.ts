import { tmpdir } from 'node:os';
import { expect } from 'chai';
import { runCli, type CliRun } from '../support/cli.ts';
import { clientCredentials, deploy, namedCredential } from '../stages/adopt/handMade.ts';
import { makeRig, type Rig } from '../stages/support.ts';

describe('selfcallout setup --adopt', function () {
  this.timeout(120_000);
  let rig: Rig;

  before(async () => {
    rig = await makeRig();
    await clientCredentials(rig);
    await deploy(rig, namedCredential('Org_API_2', 'Loop_Login', rig.ports.org.instanceUrl));
  });
  after(() => rig.close());

  const setup = (...more: string[]): Promise<CliRun> =>
    runCli(['selfcallout', 'setup', '--target-org', 'org', '--adopt', ...more], process.env['HOME'] ?? '', tmpdir());

  it('ends with 2, the candidates and the commands that choose, where it is not clear which is meant', async () => {
    const { code, stderr } = await setup();
    expect(code, stderr).to.equal(2);
    const words = stderr.replaceAll(/\s+/g, ' ');
    expect(words).to.contain('NamedCredential Org_API_2 (client-credentials): ExternalCredential Loop_Login');
    expect(words).to.contain('--use NamedCredential:Org_API, or --use NamedCredential:Org_API_2');
  });

  it('ends with 2 where --no-adopt and --use contradict each other', async () => {
    const { code, stderr } = await setup('--no-adopt', '--use', 'NamedCredential:Org_API');
    expect([code, /Error \((\w+)\)/.exec(stderr)?.[1]], stderr).to.deep.equal([2, 'UseWithoutAdopt']);
  });

  it('says what it would take over, in words', async () => {
    const { code, stdout, stderr } = await setup('--use', 'NamedCredential:Org_API', '--dry-run');
    expect(code, stdout + stderr).to.equal(0);
    expect(stderr).to.contain('Takes over NamedCredential Org_API and does not change it.');
    expect(stderr).to.contain(
      'PermissionSet API_Callers lets users use it already; the permission set SelfCallout will, too.',
    );
    expect(stdout).to.contain('setup --name SelfCallout').and.contain('--adopt --use NamedCredential:Org_API');
  });
});
