import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { followApp } from '../../../src/cli/followApp.ts';
import { filesIn } from '../../../src/cli/ports.ts';
import { makeRig, type Rig } from '../support.ts';
import { rotate } from './support.ts';

const PROJECT = '{ "packageDirectories": [{ "path": "force-app", "default": true }] }\n';
const target = { packageDir: 'force-app', outputDir: 'force-app/main/default' };

describe('rotate in a project', () => {
  let rig: Rig;
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'selfcallout-project-'));
    writeFileSync(join(root, 'sfdx-project.json'), PROJECT);
  });
  afterEach(async () => {
    await rig.close();
    rmSync(root, { recursive: true });
  });

  const begin = async (): Promise<void> => {
    rig = await makeRig();
    rig.ports.files = filesIn(root, target);
  };

  const onDisk = (): Array<[string, string]> =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(root, path)).isFile())
      .toSorted()
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]);

  it('names the files of the app after the one that is live; set-ups there and in other orgs find nothing to change', async () => {
    await begin();
    await rig.setup({ method: 'jwt-bearer' });
    const { report } = await rotate(rig);
    expect(followApp(root, 'SelfCallout', report.app ?? '')).to.include(
      'force-app/main/default/externalClientApps/SelfCallout2.eca-meta.xml',
    );
    const files = onDisk();
    expect(files.filter(([path]) => /SelfCallout[._](eca|oauth|crt)/.test(path)).map(([path]) => path)).to.deep.equal(
      [],
    );
    const here = await rig.setup({ method: 'jwt-bearer' });
    expect([here.report.outcome, here.report.run, here.report.deploys]).to.deep.equal(['proven', 2, []]);
    expect(onDisk()).to.deep.equal(files);
    await rig.close();
    await begin();
    expect((await rig.setup({ method: 'jwt-bearer' })).report.outcome).to.equal('proven');
    expect(rig.emulator.state.consumers.map(({ appName }) => appName)).to.deep.equal(['SelfCallout']);
    expect(onDisk()).to.deep.equal(files);
  });
});
