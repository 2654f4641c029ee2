import { expect } from 'chai';
import { pathsToRead, planProject, type Target } from '../../../../src/core/files/planProject.ts';
import { render } from '../../../../src/core/render/render.ts';
import { makeSettings } from '../../../../src/core/settings/makeSettings.ts';
import { readTemplates } from '../../../../src/disk/readTemplates.ts';

const settings = makeSettings({});
const components = render(settings, readTemplates());
const target: Target = { packageDir: 'force-app', outputDir: 'force-app/main/default' };
const PROJECT = '{\n  "packageDirectories": [{ "path": "force-app", "default": true }]\n}\n';
const CLIENT = 'force-app/main/default/classes/SelfCallout.cls';

const project = new Map([['sfdx-project.json', PROJECT]]);

const run = (found: ReadonlyMap<string, string>, overwrite = false, to = target): ReturnType<typeof planProject> =>
  planProject(settings, components, to, found, { edits: overwrite ? 'overwrite' : 'keep' });

const after = (found: ReadonlyMap<string, string>, to = target): Map<string, string> =>
  new Map([...found, ...run(found, false, to).writes]);

const changeOf = (path: string, plan: ReturnType<typeof planProject>): string | undefined =>
  plan.files.find((file) => file.path === path)?.change;

describe('planProject', () => {
  it('creates everything but the global OAuth settings', () => {
    const { files } = run(project);
    expect(files).to.have.length(27);
    expect(new Set(files.map(({ change }) => change))).to.deep.equal(new Set(['created']));
    expect(files.some(({ path }) => path.includes('extlClntAppGlobalOauthSets'))).to.equal(false);
  });

  it('writes nothing the second time', () => {
    const done = after(project);
    expect([...run(done).writes]).to.deep.equal([]);
    expect(new Set(run(done).files.map(({ change }) => change))).to.deep.equal(new Set(['unchanged']));
  });

  it('asks for every path that it looks at', () => {
    const asked = new Set(pathsToRead(settings, components, target));
    expect([...run(project).writes.keys()].filter((path) => path !== '.gitignore' && !asked.has(path))).to.deep.equal(
      [],
    );
  });

  it("leaves a user's edit alone, and overwrites it only when asked", () => {
    const done = after(project);
    done.set(CLIENT, `${done.get(CLIENT) ?? ''}// mine\n`);
    expect(changeOf(CLIENT, run(done))).to.equal('conflicted');
    expect([...run(done).writes.keys()]).to.deep.equal([]);
    expect(changeOf(CLIENT, run(done, true))).to.equal('overwritten');
    expect([...run(done, true).writes.keys()]).to.deep.equal([CLIENT]);
  });

  it('never overwrites a file that was there before it generated any', () => {
    const plan = run(new Map([...project, [CLIENT, 'public class SelfCallout {}']]));
    expect(changeOf(CLIENT, plan)).to.equal('conflicted');
    expect(plan.writes.has(CLIENT)).to.equal(false);
    expect(plan.writes.has(`.selfcallout/SelfCallout/${CLIENT}`)).to.equal(false);
  });

  it('brings an unedited file of older settings up to date', () => {
    const older = planProject(
      makeSettings({ apiVersion: '62.0' }),
      render(makeSettings({ apiVersion: '62.0' }), readTemplates()),
      target,
      project,
      { edits: 'keep' },
    );
    const plan = run(new Map([...project, ...older.writes]));
    expect(changeOf(CLIENT, plan)).to.equal('updated');
  });

  it('does not take the line ends of a checkout for an edit', () => {
    const done = after(project);
    done.set(CLIENT, (done.get(CLIENT) ?? '').replaceAll('\n', '\r\n'));
    expect(changeOf(CLIENT, run(done))).to.equal('unchanged');
    expect(run(done).writes.size).to.equal(0);
  });

  it('says in sfdx-project.json what replaces each placeholder, and keeps what stands there', () => {
    const { writes, replacements } = run(project);
    const written = JSON.parse(writes.get('sfdx-project.json') ?? '') as Record<string, unknown>;
    expect(written['replacements']).to.deep.equal(replacements);
    expect(writes.get('sfdx-project.json')).to.contain(
      '"packageDirectories": [{ "path": "force-app", "default": true }]',
    );
    expect(replacements.map(({ replaceWithEnv }) => replaceWithEnv)).to.have.members([
      'SELFCALLOUT_MY_DOMAIN_URL',
      'SELFCALLOUT_MY_DOMAIN_URL',
      'SELFCALLOUT_CONTACT_EMAIL',
      'SELFCALLOUT_RUN_AS_USER',
    ]);
  });

  it('L35: keeps the global OAuth settings out of retrieves into the default package directory', () => {
    const lines = (run(project).writes.get('.forceignore') ?? '').split('\n');
    expect(lines).to.include('force-app/**/extlClntAppGlobalOauthSets/**');
  });

  it('names no package directory for them where the method has none', () => {
    const page = makeSettings({ method: 'visualforce' });
    const to = { ...target, globalOauthDir: 'kept-apart' };
    const plan = planProject(page, render(page, readTemplates()), to, project, { edits: 'keep' });
    expect([...plan.writes.values()].filter((text) => text.includes('kept-apart'))).to.deep.equal([]);
  });

  it('gives the global OAuth settings a package directory of their own that git ignores', () => {
    const plan = run(project, false, { ...target, globalOauthDir: 'secret' });
    expect(changeOf('secret/extlClntAppGlobalOauthSets/SelfCallout_glbloauth.ecaGlblOauth-meta.xml', plan)).to.equal(
      'created',
    );
    expect(plan.writes.get('.gitignore')).to.match(/^\/secret\/$/m);
    const written = JSON.parse(plan.writes.get('sfdx-project.json') ?? '') as { packageDirectories: unknown };
    expect(written.packageDirectories).to.deep.equal([{ path: 'force-app', default: true }, { path: 'secret' }]);
    expect(plan.replacements.map(({ replaceWithEnv }) => replaceWithEnv)).to.include('SELFCALLOUT_CONSUMER_SECRET');
  });

  it('adds no replacement where the project has one of its own for that placeholder', () => {
    const own = [
      { stringToReplace: '__SELFCALLOUT_MY_DOMAIN_URL__', glob: 'force-app/**', replaceWithEnv: 'SF_URL' },
      {
        replaceWithFile: 'user.txt',
        stringToReplace: '__SELFCALLOUT_RUN_AS_USER__',
        filename: 'force-app/main/default/extlClntAppOauthPolicies/SelfCallout_oauthPlcy.ecaOauthPlcy-meta.xml',
      },
    ];
    const text = JSON.stringify({ packageDirectories: [{ path: 'force-app' }], replacements: own });
    const written = run(new Map([['sfdx-project.json', text]])).writes.get('sfdx-project.json') ?? '';
    const { replacements } = JSON.parse(written) as { replacements: Array<{ stringToReplace: string }> };
    expect(replacements.slice(0, 2)).to.deep.equal(own);
    expect(replacements.slice(2).map(({ stringToReplace }) => stringToReplace)).to.deep.equal([
      '__SELFCALLOUT_CONTACT_EMAIL__',
    ]);
  });

  it('keeps the secret out also where the whole project is one package directory', () => {
    const { writes } = run(project, false, { packageDir: '.', outputDir: 'main/default', globalOauthDir: 'secret' });
    expect(writes.get('.forceignore')).to.match(/^main\/default\/extlClntAppGlobalOauthSets\/\*\*$/m);
  });

  it('keeps other loopbacks of the project in selfcallout.json', () => {
    const other = makeSettings({ name: 'OrderLoop' });
    const first = after(project);
    const second = planProject(other, render(other, readTemplates()), target, first, { edits: 'keep' });
    const { loopbacks } = JSON.parse(second.writes.get('selfcallout.json') ?? '') as {
      loopbacks: Array<{ name: string }>;
    };
    expect(loopbacks.map(({ name }) => name)).to.deep.equal(['SelfCallout', 'OrderLoop']);
  });

  it('touches no project file outside a project', () => {
    const { writes } = run(new Map(), false, { outputDir: '.' });
    expect([...writes.keys()].filter((path) => !path.includes('/'))).to.deep.equal(['selfcallout.json']);
    expect(writes.has('classes/SelfCallout.cls')).to.equal(true);
  });
});
