import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { endpointFiles } from '../../../src/cli/endpointFiles.ts';
import { generateFiles } from '../../../src/cli/generateFiles.ts';
import { upgradeFiles, type UpgradedProject, type UpgradeOptions } from '../../../src/cli/upgradeFiles.ts';
import { failureOf } from '../../../src/core/failure.ts';
import type { SettingsInput } from '../../../src/core/settings/makeSettings.ts';

const MAIN = 'force-app/main/default';
const CLIENT = `${MAIN}/classes/SelfCallout.cls`;

describe('upgradeFiles', () => {
  let cwd = '';
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'selfcallout-upgrade-'));
    write(
      'sfdx-project.json',
      '{"packageDirectories":[{"path":"force-app","default":true}],"sourceApiVersion":"62.0"}\n',
    );
  });
  afterEach(() => {
    rmSync(cwd, { recursive: true });
  });

  const write = (path: string, text: string): void => writeFileSync(join(cwd, path), text);
  const read = (path: string): string => readFileSync(join(cwd, path), 'utf8');
  const generate = (input: SettingsInput = {}): unknown =>
    generateFiles({ apiVersion: '62.0', ...input }, { cwd }, { overwrite: false, pluginVersion: '0.1.0' });
  const upgrade = (options: Partial<UpgradeOptions> = {}): UpgradedProject =>
    upgradeFiles({ cwd, apiVersion: '68.0', readOnly: false, ...options });
  const scanning = (below: string, fix: boolean): Partial<UpgradeOptions> => ({
    scan: (root, generated) => endpointFiles(root, generated, below, fix),
  });
  const kindOf = (run: () => unknown): string | undefined => {
    try {
      run();
      return undefined;
    } catch (error) {
      return failureOf(error)?.kind ?? String(error);
    }
  };
  const all = (): Array<[string, string]> =>
    readdirSync(cwd, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(cwd.length + 1))
      .sort()
      .map((path) => [path, read(path)]);

  it('brings two loopbacks of a project to where fresh ones are', () => {
    generate({ apiVersion: '68.0' });
    generate({ apiVersion: '68.0', name: 'Other', method: 'jwt-bearer' });
    write('sfdx-project.json', read('sfdx-project.json').replace('62.0', '68.0'));
    const fresh = all();
    for (const path of readdirSync(cwd)) rmSync(join(cwd, path), { recursive: true });
    write(
      'sfdx-project.json',
      '{"packageDirectories":[{"path":"force-app","default":true}],"sourceApiVersion":"62.0"}\n',
    );
    generate();
    generate({ name: 'Other', method: 'jwt-bearer' });
    expect(upgrade().loopbacks.map(({ due }) => due)).to.deep.equal([true, true]);
    expect(all()).to.deep.equal(fresh);
    expect(upgrade().loopbacks.map(({ due }) => due)).to.deep.equal([false, false]);
  });

  it('writes nothing at all where one of two loopbacks cannot be upgraded', () => {
    generate();
    generate({ name: 'Other' });
    const path = join(cwd, MAIN, 'classes/Other.cls');
    chmodSync(path, 0o444);
    const before = all();
    expect(kindOf(() => upgrade())).to.equal('FileUnwritable');
    expect(all()).to.deep.equal(before);
  });

  it("raises old endpoints of the team's Apex, not of another loopback's, of copies, or of what the CLI keeps", () => {
    generate();
    generate({ name: 'Other' });
    write('sfdx-project.json', read('sfdx-project.json').replace('"path":"force-app"', '"path":"."'));
    const old = "class Mine { String a = '/services/data/v50.0/'; }\r\n";
    write('Mine.cls', old);
    write('.Kept.cls', old);
    const others = all().filter(([path]) => path.includes('Other') || path.includes('Kept'));
    const { endpoints } = upgrade({ name: 'SelfCallout', ...scanning('66', true) });
    expect(endpoints.map(({ path, apiVersion, raised }) => [path, apiVersion, raised])).to.deep.equal([
      ['Mine.cls', '50.0', true],
    ]);
    expect(read('Mine.cls')).to.equal(old.replace('50.0', '66.0'));
    expect(all().filter(([path]) => path.includes('Other') || path.includes('Kept'))).to.deep.equal(others);
    expect(upgrade({ name: 'SelfCallout', ...scanning('66', true) }).endpoints).to.deep.equal([]);
  });

  it('refuses a limit that no org has before anything is written', () => {
    generate();
    const before = all();
    for (const below of ['69.0', '99', 'abc', '', '60.1', '600']) {
      expect(
        kindOf(() => upgrade(scanning(below, true))),
        below,
      ).to.equal('InvalidLimit');
    }
    expect(all()).to.deep.equal(before);
  });

  it('names the set-up of the same loopback, with all that is no default', () => {
    generate({
      method: 'auth-provider',
      appType: 'connected-app',
      credentialType: 'legacy',
      label: 'Our Loop',
      scopes: ['full', 'refresh_token'],
    });
    generate({ name: 'Other' });
    expect(upgrade().setup).to.equal(
      "sf selfcallout setup --name SelfCallout --method auth-provider --label 'Our Loop' --app-type connected-app " +
        '--credential-type legacy --scope full --scope refresh_token' +
        ' && sf selfcallout setup --name Other --method client-credentials',
    );
  });

  it('says where the project would take an older loopback forward again, and how not to', () => {
    generate({ apiVersion: '66.0' });
    const down = upgrade({ apiVersion: '60.0' });
    expect(down.behind).to.deep.equal(['SelfCallout']);
    expect(down.setup).to.match(/ --api-version 60\.0$/);
    const up = upgrade();
    expect([up.behind, up.setup.includes('--api-version')]).to.deep.equal([[], false]);
  });

  it('tells a file of which no copy is there from a conflict, and says what else is written', () => {
    generate();
    write(CLIENT, read(CLIENT).replaceAll('v62.0', 'v61.0'));
    const soap = `${MAIN}/classes/SelfCalloutSoap.cls`;
    write(soap, `${read(soap)}// mine\n`);
    rmSync(join(cwd, '.selfcallout/SelfCallout', soap));
    const [first] = upgrade().loopbacks;
    expect(first?.conflicts).to.deep.equal([CLIENT, soap]);
    expect(first?.unknown).to.deep.equal([soap]);
    expect(first?.others).to.deep.equal([
      { path: 'sfdx-project.json', change: 'updated' },
      { path: 'selfcallout.json', change: 'updated' },
    ]);
    const [again] = upgrade().loopbacks;
    expect([again?.conflicts, again?.unknown, again?.copies]).to.deep.equal([[CLIENT, soap], [soap], 0]);
  });

  it('refuses to make a class a second time that somebody moved, and makes one again that is gone', () => {
    generate();
    mkdirSync(join(cwd, MAIN, 'loop'));
    renameSync(join(cwd, CLIENT), join(cwd, MAIN, 'loop/SelfCallout.cls'));
    const before = all();
    expect(kindOf(() => upgrade())).to.equal('FilesMoved');
    expect(kindOf(() => generate())).to.equal('FilesMoved');
    expect(all()).to.deep.equal(before);
    const test = 'classes/SelfCalloutTest.cls';
    renameSync(join(cwd, MAIN, test), join(cwd, MAIN, 'loop/SelfCalloutTest.cls'));
    rmSync(join(cwd, MAIN, 'loop/SelfCallout.cls'));
    upgrade();
    expect(existsSync(join(cwd, MAIN, test))).to.equal(false);
    expect(read(CLIENT)).to.contain('v68.0');
  });

  it('follows a loopback into the package that it was moved to, with the edits in it', () => {
    const TWO =
      '{"packageDirectories":[{"path":"force-app","default":true},{"path":"loop"}],"sourceApiVersion":"62.0"}\n';
    write('sfdx-project.json', TWO);
    generate();
    write(CLIENT, `${read(CLIENT)}// mine\n`);
    mkdirSync(join(cwd, 'loop/src'), { recursive: true });
    renameSync(join(cwd, MAIN), join(cwd, 'loop/src/here'));
    write('selfcallout.json', read('selfcallout.json').replace(MAIN, 'loop/src/here'));
    const [first] = upgrade().loopbacks;
    expect(first?.conflicts).to.deep.equal([]);
    const moved = read('loop/src/here/classes/SelfCallout.cls');
    expect(moved)
      .to.contain('v68.0')
      .and.to.match(/\/\/ mine\n$/);
    expect(readdirSync(join(cwd, 'force-app'), { recursive: true })).to.deep.equal(['main']);
    const copies = all().flatMap(([path]) => (path.startsWith('.selfcallout/') ? [path] : []));
    expect(copies.filter((path) => !path.startsWith('.selfcallout/SelfCallout/loop/src/here/'))).to.deep.equal([]);
    expect(copies).to.have.length(27);
    expect(upgrade().loopbacks[0]?.due).to.equal(false);
    generate({ apiVersion: '68.0' });
    expect(readdirSync(join(cwd, 'force-app'), { recursive: true })).to.deep.equal(['main']);
    expect(read('loop/src/here/classes/SelfCallout.cls')).to.equal(moved);
  });

  it('is due where the copies were forgotten, and makes them again', () => {
    generate();
    const whole = all();
    rmSync(join(cwd, '.selfcallout'), { recursive: true });
    const [first] = upgrade({ apiVersion: undefined }).loopbacks;
    expect([first?.due, first?.copies]).to.deep.equal([true, 27]);
    expect(all()).to.deep.equal(whole);
  });

  it('says what to type where selfcallout.json has no loopback, or none of that name', () => {
    write('selfcallout.json', '{ "schemaVersion": 1, "loopbacks": [] }');
    expect(kindOf(() => upgrade())).to.equal('NothingGenerated');
    rmSync(join(cwd, 'selfcallout.json'));
    generate();
    expect(kindOf(() => upgrade({ name: 'Other' }))).to.equal('UnknownLoopback');
  });
});
