import { expect } from 'chai';
import { appInProject, entriesOf, pristinePath } from '../../../../src/core/files/manifest.ts';
import { moveApp, pathsOfMove } from '../../../../src/core/files/moveApp.ts';
import { pathsToRead, planProject, type Target } from '../../../../src/core/files/planProject.ts';
import { METHODS } from '../../../../src/core/methods/methods.ts';
import { underApp } from '../../../../src/core/plan/appVariants.ts';
import { render } from '../../../../src/core/render/render.ts';
import { makeSettings } from '../../../../src/core/settings/makeSettings.ts';
import { readTemplates } from '../../../../src/disk/readTemplates.ts';

type Files = ReadonlyMap<string, string>;

const templates = readTemplates();
const target: Target = { packageDir: 'force-app', outputDir: 'force-app/main/default', globalOauthDir: 'global' };
const PROJECT = '{\n  "packageDirectories": [{ "path": "force-app", "default": true }]\n}\n';
const at = (path: string): string => `force-app/main/default/${path}`;

const generated = (method: string): Files => {
  const settings = makeSettings({ method });
  const found = new Map([['sfdx-project.json', PROJECT]]);
  const { writes } = planProject(settings, render(settings, templates), target, found, { edits: 'keep' });
  return new Map([...found, ...writes]);
};

const moved = (files: Files, app: string): Files => {
  const [entry] = entriesOf(files.get('selfcallout.json'));
  if (!entry) throw new Error('no loopback');
  const components = render(entry, templates);
  const asked = new Set(pathsOfMove(entry, app, components, target));
  const known = new Map([...files].filter(([path]) => asked.has(path)));
  const { writes, deletes } = moveApp(entry, app, components, target, known);
  return new Map([...files, ...writes].filter(([path]) => !deletes.includes(path)));
};

const sorted = (files: Files): Array<[string, string]> => [...files].toSorted(([a], [b]) => a.localeCompare(b));

describe('a project whose app a rotation has given another name', () => {
  for (const method of METHODS) {
    it(`${method}: has nothing to generate after it, and is as before when the next rotation takes the name back`, () => {
      const before = generated(method);
      const after = moved(before, 'SelfCallout2');
      const settings = makeSettings({ method });
      const components = render(settings, templates).map((each) => underApp(each, 'SelfCallout', 'SelfCallout2'));
      const found = new Map([...after].filter(([path]) => pathsToRead(settings, components, target).includes(path)));
      const plan = planProject(settings, components, target, found, { edits: 'keep' });
      expect([...plan.writes.keys()]).to.deep.equal([]);
      expect(plan.superfluous).to.deep.equal([]);
      expect(sorted(moved(after, 'SelfCallout'))).to.deep.equal(sorted(before));
    });
  }

  it('keeps what was edited, and fills placeholders in the files of the new name', () => {
    const path = at('externalClientApps/SelfCallout.eca-meta.xml');
    const files = generated('jwt-bearer');
    const edit = (files.get(path) ?? '').replace(/<description>.*?<\/description>/, '<description>Ours</description>');
    const after = moved(new Map([...files, [path, edit]]), 'SelfCallout2');
    const there = at('externalClientApps/SelfCallout2.eca-meta.xml');
    expect([after.has(path), after.get(there)]).to.deep.equal([false, edit]);
    expect(after.get(pristinePath('SelfCallout', there))).to.equal(files.get(pristinePath('SelfCallout', path)));
    expect([...after.keys()].filter((each) => each.includes('certs/'))).to.include(at('certs/SelfCallout2.crt'));
    const { replacements } = JSON.parse(after.get('sfdx-project.json') ?? '') as {
      replacements: Array<{ filename: string }>;
    };
    expect(replacements.filter(({ filename }) => !after.has(filename))).to.deep.equal([]);
    expect(appInProject(after, 'SelfCallout')).to.equal('SelfCallout2');
  });

  it('stays as it is where a file of somebody else would be in the way', () => {
    const files = new Map([
      ...generated('client-credentials'),
      [at('externalClientApps/SelfCallout2.eca-meta.xml'), 'x'],
    ]);
    expect(sorted(moved(files, 'SelfCallout2'))).to.deep.equal(sorted(files));
  });
});
