import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { SelfcalloutUpgradeResult } from '../../src/commands/selfcallout/upgrade.ts';
import { componentOf } from '../../src/emulator/state/components.ts';
import { runCli, type CliRun } from '../support/cli.ts';
import { startOrg, type TestOrg } from '../support/org.ts';

type Envelope = { status: number; result: SelfcalloutUpgradeResult; name?: string; actions?: string[] };

const MAIN = 'force-app/main/default';
const CLIENT = `${MAIN}/classes/SelfCallout.cls`;
const NAMED = `${MAIN}/namedCredentials/SelfCallout.namedCredential-meta.xml`;

/** Eight edits as people make them; each leaves the lines alone that differ between versions. */
const EDITS: ReadonlyArray<{ what: string; path: string; edit: (text: string) => string }> = [
  {
    what: 'a method added',
    path: CLIENT,
    edit: (text) =>
      text.replace(
        /\}\s*$/,
        "\n    public static Response limitsOfThisOrg() {\n        return get('/limits');\n    }\n}\n",
      ),
  },
  {
    what: 'a header changed',
    path: CLIENT,
    edit: (text) => text.replace("'Accept', 'application/json'", "'Accept', 'application/json; charset=UTF-8'"),
  },
  { what: 'a label', path: NAMED, edit: (text) => text.replace(/<label>.*<\/label>/, '<label>Our Loop</label>') },
  {
    what: 'a scope',
    path: `${MAIN}/extlClntAppOauthSettings/SelfCallout_oauth.ecaOauth-meta.xml`,
    edit: (text) => text.replace('Api, RefreshToken', 'Api, RefreshToken, Chatter'),
  },
  {
    what: 'a permission',
    path: `${MAIN}/permissionsets/SelfCallout.permissionset-meta.xml`,
    edit: (text) =>
      text.replace(
        '</PermissionSet>',
        '    <userPermissions>\n        <enabled>true</enabled>\n        <name>ViewSetup</name>\n    </userPermissions>\n</PermissionSet>',
      ),
  },
  {
    what: 'a comment',
    path: `${MAIN}/classes/SelfCalloutSoap.cls`,
    edit: (text) => text.replace('/**\n', '/**\n * Reviewed by the platform team.\n'),
  },
  {
    what: 'a deleted test',
    path: `${MAIN}/classes/SelfCalloutTest.cls`,
    edit: (text) => text.replace(/\n {4}@IsTest\n {4}static void aPathNeedsNoSlashInFront[^]*?\n {4}\}\n/, ''),
  },
  {
    what: 'a renamed variable',
    path: `${MAIN}/classes/SelfCalloutAction.cls`,
    edit: (text) => text.replaceAll('outcome', 'flowResult'),
  },
];

describe('selfcallout upgrade', function () {
  this.timeout(120_000);
  let home = '';
  let cwd = '';
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'selfcallout-home-'));
    cwd = join(home, 'work');
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'sfdx-project.json'), '{"packageDirectories":[{"path":"force-app","default":true}]}');
  });
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  const run = (command: string, ...flags: string[]): Promise<CliRun> =>
    runCli(['selfcallout', command, ...flags], home, cwd);
  const upgrade = async (...flags: string[]): Promise<Envelope> =>
    JSON.parse((await run('upgrade', ...flags, '--json')).stdout) as Envelope;
  const read = (path: string): string => readFileSync(join(cwd, path), 'utf8');
  const write = (path: string, text: string): void => writeFileSync(join(cwd, path), text);
  const all = (): Array<[string, string]> =>
    readdirSync(cwd, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(cwd.length + 1))
      .sort()
      .map((path) => [path, read(path)]);

  it('says what to type where nothing was generated', async () => {
    const { status, name, actions } = await upgrade();
    expect([status, name]).to.deep.equal([1, 'NothingGenerated']);
    expect(actions?.join()).to.contain('sf selfcallout generate');
  });

  it('gives what a fresh rendering gives, and has nothing to do the second time', async () => {
    await run('generate', '--api-version', '68.0');
    const fresh = all();
    rmSync(join(cwd, 'force-app'), { recursive: true });
    rmSync(join(cwd, '.selfcallout'), { recursive: true });
    rmSync(join(cwd, 'selfcallout.json'));
    await run('generate', '--api-version', '60.0');
    const first = await upgrade('--api-version', '68.0');
    expect(first.result).to.include({ due: true, readOnly: false });
    expect(first.result.loopbacks[0]).to.include({ name: 'SelfCallout', from: '60.0', to: '68.0' });
    expect(all()).to.deep.equal(fresh);
    const second = await upgrade();
    expect([second.status, second.result.due]).to.deep.equal([0, false]);
    expect(all()).to.deep.equal(fresh);
  });

  it('--check ends with 1 when an upgrade is due and writes nothing', async () => {
    await run('generate', '--api-version', '60.0');
    const before = all();
    const due = await upgrade('--check', '--api-version', '66.0');
    expect([due.status, due.result.due, due.result.readOnly]).to.deep.equal([1, true, true]);
    expect(due.result.next).to.equal('sf selfcallout upgrade --api-version 66.0');
    expect(all()).to.deep.equal(before);
    const not = await upgrade('--check');
    expect([not.status, not.result.due]).to.deep.equal([0, false]);
    write('sfdx-project.json', read('sfdx-project.json').replace('{', '{ "sourceApiVersion": "65.0",'));
    expect((await upgrade('--check')).status).to.equal(1);
  });

  it('--dry-run shows the differences and writes nothing', async () => {
    await run('generate', '--api-version', '60.0');
    const before = all();
    const { code, stdout } = await run('upgrade', '--dry-run', '--api-version', '68.0');
    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/^-.*v60\.0/m)
      .and.to.match(/^\+.*v68\.0/m);
    expect(stdout).to.match(/updated +force-app\/main\/default\/classes\/SelfCallout\.cls/);
    const { result } = await upgrade('--dry-run', '--api-version', '68.0');
    for (const diff of result.diffs) expect(stdout).to.contain(diff.trimEnd());
    expect(result.diffs).to.have.length(16);
    expect(all()).to.deep.equal(before);
  });

  it('leaves conflicts as markers, ends with 68, and deploys nothing meanwhile', async () => {
    await run('generate', '--api-version', '60.0');
    write(CLIENT, read(CLIENT).replaceAll('v60.0', 'v61.0'));
    const before = all();
    const mistyped = await upgrade('--api-version', '68.0', '--target-org', 'nobody');
    expect(mistyped).to.include({ status: 1, name: 'NamedOrgNotFoundError' });
    expect(all()).to.deep.equal(before);
    const org = await startOrg();
    try {
      const args = ['selfcallout', 'upgrade', '--api-version', '68.0', '--target-org', 'org', '--json'];
      const { status, result } = JSON.parse((await runCli(args, org.home, cwd)).stdout) as Envelope;
      expect(status).to.equal(68);
      expect(result.loopbacks[0]?.conflicts).to.deep.equal([CLIENT]);
      expect(result.setups).to.deep.equal([]);
      expect(org.emulator.state.components.size).to.equal(0);
    } finally {
      await org.close();
    }
    expect(read(CLIENT)).to.contain('<<<<<<< edited\n').and.to.contain('>>>>>>> generated for 68.0\n');
    const again = await upgrade('--api-version', '68.0');
    expect([again.status, again.result.next]).to.deep.equal([68, 'sf selfcallout upgrade --api-version 68.0']);
  });

  it('finds old endpoints in the Apex of the team, and raises them when asked', async () => {
    await run('generate', '--api-version', '66.0');
    const path = `${MAIN}/classes/Sync.cls`;
    const source =
      "public class Sync {\n    String path = '/services/data/v52.0/limits'; // '/services/data/v51.0'\n}\n";
    write(path, source);
    const found = await upgrade('--scan-endpoints', '--check');
    expect(found.status).to.equal(1);
    expect(found.result.endpoints).to.deep.equal([
      { path, line: 2, column: 36, apiVersion: '52.0', text: '/services/data/v52.0', raised: false },
    ]);
    expect((await upgrade('--scan-endpoints', '--below', '52.0', '--check')).result.endpoints).to.deep.equal([]);
    expect(read(path)).to.equal(source);
    const fixed = await upgrade('--scan-endpoints', '--fix');
    expect([fixed.status, fixed.result.endpoints[0]?.raised]).to.deep.equal([0, true]);
    expect(read(path)).to.equal(source.replace('v52.0', 'v66.0'));
  });

  it('refuses flags that contradict each other, and a loopback that is not there', async () => {
    expect((await upgrade('--check', '--target-org', 'org')).status).to.equal(2);
    expect((await upgrade('--fix')).status).to.equal(2);
    await run('generate');
    const { status, name } = await upgrade('--name', 'Other');
    expect([status, name]).to.deep.equal([2, 'UnknownLoopback']);
    const tooNew = await upgrade('--api-version', '99.0');
    expect(tooNew).to.include({ status: 2, name: 'UnsupportedApiVersion' });
    expect(tooNew.actions).to.deep.equal(['Choose a supported version: sf selfcallout upgrade --api-version 68.0']);
  });

  it('keeps eight edits from 62.0 to 68.0, passes the tests, and proves the loopback in an org', async () => {
    await run('generate', '--api-version', '68.0');
    for (const { path, edit } of EDITS) write(path, edit(read(path)));
    const wanted = new Map(all());
    for (const name of ['force-app', '.selfcallout', 'selfcallout.json']) rmSync(join(cwd, name), { recursive: true });
    await run('generate', '--api-version', '62.0');
    for (const { what, path, edit } of EDITS) {
      const before = read(path);
      write(path, edit(before));
      expect(read(path), what).to.not.equal(before);
    }
    // A production org runs the tests of what is deployed to it (L53).
    const org: TestOrg = await startOrg({ edition: 'production' });
    try {
      const { stdout } = await runCli(
        ['selfcallout', 'upgrade', '--api-version', '68.0', '--target-org', 'org', '--json'],
        org.home,
        cwd,
      );
      const { status, result } = JSON.parse(stdout) as Envelope;
      expect(status).to.equal(0);
      expect(result.setups.map(({ outcome }) => outcome)).to.deep.equal(['proven']);
      expect([...all()]).to.deep.equal([...wanted]);
      const deployed = componentOf(org.emulator.state, 'ApexClass', 'SelfCallout');
      expect(deployed?.body).to.contain('limitsOfThisOrg').and.to.contain('v68.0');
    } finally {
      await org.close();
    }
  });
});
