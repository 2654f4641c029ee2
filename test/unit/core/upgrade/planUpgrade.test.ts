import { expect } from 'chai';
import { entriesOf, pristinePath } from '../../../../src/core/files/manifest.ts';
import { planProject, type Target } from '../../../../src/core/files/planProject.ts';
import { METHOD_ROWS, METHODS } from '../../../../src/core/methods/methods.ts';
import { render } from '../../../../src/core/render/render.ts';
import { makeSettings, type SettingsInput } from '../../../../src/core/settings/makeSettings.ts';
import { planUpgrade, type UpgradePlan } from '../../../../src/core/upgrade/planUpgrade.ts';
import { upgradedSettings } from '../../../../src/core/upgrade/upgradedSettings.ts';
import { readTemplates } from '../../../../src/disk/readTemplates.ts';
import { tellSize } from '../../../support/tellSize.ts';

type Files = Map<string, string>;

const templates = readTemplates();
const TARGET: Target = { packageDir: 'force-app', outputDir: 'force-app/main/default' };
const PROJECT = '{\n  "packageDirectories": [{ "path": "force-app", "default": true }]\n}\n';
const at = (path: string): string => `force-app/main/default/${path}`;
const CLIENT = at('classes/SelfCallout.cls');

const generated = (input: SettingsInput, target = TARGET): Files => {
  const settings = makeSettings(input);
  const project: Files = new Map([['sfdx-project.json', PROJECT]]);
  const { writes } = planProject(settings, render(settings, templates), target, project, { edits: 'keep' });
  return new Map([...project, ...writes]);
};

const plan = (files: Files, apiVersion?: string): UpgradePlan => {
  const [entry] = entriesOf(files.get('selfcallout.json'));
  if (!entry) throw new Error('no loopback');
  const settings = upgradedSettings(entry, apiVersion, undefined);
  const copies = [...files.keys()].filter((path) => path.startsWith(`.selfcallout/${entry.name}/`));
  return planUpgrade({ entry, settings, packageDir: 'force-app', copies }, templates, files);
};

/** The project after it. */
const upgraded = (files: Files, apiVersion?: string): Files => {
  const { writes, deletes } = plan(files, apiVersion);
  return new Map([...files, ...writes].filter(([path]) => !deletes.includes(path)));
};

const edited = (files: Files, path: string, edit: (text: string) => string): Files => {
  const before = files.get(path) ?? '';
  expect(edit(before), `an edit of ${path}`).to.not.equal(before);
  return new Map([...files, [path, edit(before)]]);
};

const changeOf = (path: string, { files }: UpgradePlan): string | undefined =>
  files.find((file) => file.path === path)?.change;

const VERSIONS = [60, 61, 62, 63, 64, 65, 66, 67, 68].map((version) => `${version}.0`);
const pairs = METHODS.flatMap((method) => {
  const known = VERSIONS.filter((version) => Number(version) >= METHOD_ROWS[method].oldestApiVersion);
  return known.flatMap((from) => known.filter((to) => to !== from).map((to) => ({ method, from, to })));
});

describe('upgrade of an unedited project', () => {
  const fresh = new Map<string, Files>();
  const at = (method: string, apiVersion: string): Files => {
    const key = `${method} ${apiVersion}`;
    const files = fresh.get(key) ?? generated({ method, apiVersion });
    fresh.set(key, files);
    return files;
  };

  // The way back is a pair of its own, and starts from what the way there ends in.
  it('equals a fresh rendering, there and back, for all pairs of versions', function () {
    tellSize(this, `${pairs.length} pairs of versions and methods`);
    expect(pairs.length).to.equal(5 * 9 * 8 + 6 * 5);
    for (const { method, from, to } of pairs) {
      const there = upgraded(at(method, from), to);
      expect([...there].sort(), `${method} from ${from} to ${to}`).to.deep.equal([...at(method, to)].sort());
      expect([...upgraded(there, from)].sort(), `${method} back to ${from}`).to.deep.equal(
        [...at(method, from)].sort(),
      );
    }
  });

  it('has nothing to do where it is at that version already', () => {
    const { writes, deletes } = plan(generated({ apiVersion: '64.0' }));
    expect([...writes.keys(), ...deletes]).to.deep.equal([]);
  });

  it('names the elements that the new version has and the ones that it lost', () => {
    const up = plan(generated({ apiVersion: '60.0' }), '68.0');
    expect(up.elements.gained).to.include('NamedCredential.description');
    expect(up.elements.lost).to.deep.equal([]);
    const down = plan(generated({ apiVersion: '68.0' }), '60.0');
    expect(down.elements.lost).to.deep.equal(up.elements.gained);
    expect(up.offers.map(({ apiVersion }) => apiVersion)).to.deep.equal(['61.0', '62.0', '65.0', '67.0', '68.0']);
  });

  it('keeps the folder of the global OAuth settings', () => {
    const target = { ...TARGET, globalOauthDir: 'secret' };
    const path = 'secret/extlClntAppGlobalOauthSets/SelfCallout_glbloauth.ecaGlblOauth-meta.xml';
    const after = upgraded(generated({ apiVersion: '60.0' }, target), '68.0');
    expect(after.get(path)).to.equal(generated({ apiVersion: '68.0' }, target).get(path));
  });
});

describe('upgrade of an edited project', () => {
  const old = generated({ apiVersion: '60.0' });
  const added = (text: string): string => text.replace(/\}\s*$/, '\n    // mine\n}\n');

  it('merges what is new into an edited file', () => {
    const files = edited(old, CLIENT, added);
    expect(changeOf(CLIENT, plan(files, '68.0'))).to.equal('merged');
    const after = upgraded(files, '68.0').get(CLIENT);
    expect(after).to.equal(added(generated({ apiVersion: '68.0' }).get(CLIENT) ?? ''));
  });

  it('leaves the standard markers where both changed the same line, and asks for them until they are gone', () => {
    const files = edited(old, CLIENT, (text) => text.replaceAll('v60.0', 'v59.0'));
    const after = upgraded(files, '68.0');
    expect(after.get(CLIENT)).to.match(
      /^<<<<<<< edited\n.*v59\.0.*\n=======\n.*v68\.0.*\n>>>>>>> generated for 68\.0$/m,
    );
    const again = plan(after, '68.0');
    expect(changeOf(CLIENT, again)).to.equal('conflicted');
    expect([...again.writes.keys()]).to.deep.equal([]);
    const resolved = edited(after, CLIENT, (text) => text.replace(/<<<<<<< [^]*?=======\n([^]*?)>>>>>>> .*\n/g, '$1'));
    expect(changeOf(CLIENT, plan(resolved, '68.0'))).to.equal('unchanged');
  });

  it('never touches a file of which nobody knows what was generated', () => {
    const files = edited(old, CLIENT, added);
    files.delete(pristinePath('SelfCallout', CLIENT));
    const { writes } = plan(files, '68.0');
    expect(changeOf(CLIENT, plan(files, '68.0'))).to.equal('conflicted');
    expect(writes.has(CLIENT)).to.equal(false);
    expect(writes.has(pristinePath('SelfCallout', CLIENT))).to.equal(false);
  });

  it('makes the copies again where all of them are missing, and loses no edit', () => {
    const forgotten = (files: Files): Files =>
      new Map([...edited(files, CLIENT, added)].filter(([path]) => !path.startsWith('.selfcallout/')));
    const after = upgraded(forgotten(old), '68.0');
    expect([...after].sort()).to.deep.equal([...edited(generated({ apiVersion: '68.0' }), CLIENT, added)].sort());
    const foreign = edited(forgotten(old), 'selfcallout.json', (text) =>
      text.replace(/"templateVersion": \d+/, '"templateVersion": 0'),
    );
    expect(changeOf(CLIENT, plan(foreign, '68.0'))).to.equal('conflicted');
    expect(upgraded(foreign, '68.0').get(CLIENT)).to.equal(foreign.get(CLIENT));
  });

  it('does not take a conflict that is resolved by half for an edit', () => {
    const files = edited(old, CLIENT, (text) => text.replaceAll('v60.0', 'v59.0'));
    for (const marker of [/^<<<<<<< .*\n/gm, /^>>>>>>> .*\n/gm]) {
      const half = edited(upgraded(files, '68.0'), CLIENT, (text) => text.replaceAll(marker, ''));
      expect(changeOf(CLIENT, plan(half, '68.0'))).to.equal('conflicted');
    }
  });

  it('keeps the line ends and the byte order mark of a checkout', () => {
    const files = edited(old, CLIENT, (text) => `\uFEFF${added(text).replaceAll('\n', '\r\n')}`);
    const after = upgraded(files, '68.0').get(CLIENT) ?? '';
    const wanted = added(generated({ apiVersion: '68.0' }).get(CLIENT) ?? '');
    expect(after).to.equal(`\uFEFF${wanted.replaceAll('\n', '\r\n')}`);
  });

  it('does not take a checkout with Windows line ends for something to do', () => {
    const files: Files = new Map([...old].map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]));
    expect([...plan(files).writes.keys()]).to.deep.equal([]);
  });

  it('does not make a deleted test again, and makes a deleted credential again', () => {
    const test = at('classes/SelfCalloutSoapTest.cls');
    const credential = at('namedCredentials/SelfCallout.namedCredential-meta.xml');
    const files: Files = new Map([...old].filter(([path]) => !path.startsWith(test) && path !== credential));
    expect(changeOf(test, plan(files, '68.0'))).to.equal('deleted');
    expect(changeOf(credential, plan(files, '68.0'))).to.equal('created');
    expect(upgraded(files, '68.0').has(test)).to.equal(false);
  });

  it('deletes what no template makes any more, unless it was edited', () => {
    const [gone, mine] = [at('classes/SelfCalloutOld.cls'), at('classes/SelfCalloutMine.cls')];
    const files: Files = new Map(old);
    for (const path of [gone, mine])
      files.set(path, 'class Old {}').set(pristinePath('SelfCallout', path), 'class Old {}');
    files.set(mine, 'class Mine {}');
    const { obsolete } = plan(files, '68.0');
    expect(obsolete).to.deep.equal({ removed: [gone], kept: [mine] });
    const after = upgraded(files, '68.0');
    expect(after.has(gone)).to.equal(false);
    expect(after.get(mine)).to.equal('class Mine {}');
    expect(plan(after, '68.0').obsolete).to.deep.equal({ removed: [], kept: [] });
  });

  describe('stopped and run again', () => {
    const files = edited(edited(old, CLIENT, added), at('permissionsets/SelfCallout.permissionset-meta.xml'), (text) =>
      text.replace('</PermissionSet>', '    <!-- mine -->\n</PermissionSet>'),
    );
    const writes = [...plan(files, '68.0').writes];

    it('ends in the same project after each of its writes', function () {
      tellSize(this, `${writes.length - 1} moments`);
      const whole = [...upgraded(files, '68.0')].sort();
      expect(writes.length).to.be.greaterThan(20);
      for (let count = 1; count < writes.length; count += 1) {
        const stopped: Files = new Map([...files, ...writes.slice(0, count)]);
        expect([...upgraded(stopped, '68.0')].sort(), `after ${count} writes`).to.deep.equal(whole);
      }
    });
  });

  it('refuses a project that newer templates made', () => {
    const files = edited(old, 'selfcallout.json', (text) =>
      text.replace(/"templateVersion": \d+/, '"templateVersion": 99'),
    );
    expect(() => plan(files)).to.throw('NewerTemplates');
  });
});

describe('upgrade of a project with a version of its own', () => {
  const versioned = (sourceApiVersion: string, apiVersion: string): Files =>
    edited(generated({ apiVersion }), 'sfdx-project.json', (text) =>
      text.replace(/\n}\n$/, `,\n  "sourceApiVersion": "${sourceApiVersion}"\n}\n`),
    );
  const versionOf = (files: Files): unknown =>
    (JSON.parse(files.get('sfdx-project.json') ?? '') as { sourceApiVersion?: unknown }).sourceApiVersion;

  it('raises the version with the loopback, since a plain deploy would refuse what is newer', () => {
    expect(versionOf(upgraded(versioned('62.0', '62.0'), '68.0'))).to.equal('68.0');
  });

  it('never lowers it, makes none, and leaves it where the loopback stays', () => {
    expect(versionOf(upgraded(versioned('66.0', '66.0'), '60.0'))).to.equal('66.0');
    expect(versionOf(upgraded(generated({ apiVersion: '62.0' }), '68.0'))).to.equal(undefined);
    expect(versionOf(upgraded(versioned('62.0', '66.0')))).to.equal('62.0');
  });
});
