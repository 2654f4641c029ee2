import { expect } from 'chai';
import { format } from 'prettier';
import Handlebars from 'handlebars';
import { projectInputs } from '../../../../src/core/project/newProject.ts';
import { packageJson } from '../../../../src/core/project/packageJson.ts';
import { makeSettings } from '../../../../src/core/settings/makeSettings.ts';
import { readTemplates } from '../../../../src/disk/readTemplates.ts';
import { everyProject, found } from './founded.ts';

/** Parsers of the files that prettier itself knows; Apex is the oracles' (test/oracles). */
const PARSERS: ReadonlyArray<readonly [RegExp, string]> = [
  [/\.md$/, 'markdown'],
  [/\.ya?ml$/, 'yaml'],
  [/^package\.json$/, 'json-stringify'],
  [/\.json$|^\.prettierrc$/, 'json'],
];

const json = (text: string | undefined): Record<string, unknown> => JSON.parse(text ?? '') as Record<string, unknown>;

describe('a new project', () => {
  it('is formatted already, whatever its method, version and name are', async () => {
    const unformatted: string[] = [];
    // Most files are the same in most projects.
    const seen = new Set<string>();
    for (const { title, files } of everyProject()) {
      const { printWidth } = json(files.get('.prettierrc')) as { printWidth: number };
      for (const [path, text] of files) {
        const parser = PARSERS.find(([pattern]) => pattern.test(path))?.[1];
        if (parser === undefined || seen.has(parser + text)) continue;
        seen.add(parser + text);
        const printed = await format(text, { parser, printWidth });
        if (printed !== text) unformatted.push(`${title}: ${path}\n${printed}`);
      }
    }
    expect(unformatted).to.deep.equal([]);
  });

  it('has all that the CLI makes for Apex and metadata', () => {
    expect([...found({}).files.keys()]).to.have.members([
      '.forceignore',
      '.github/workflows/loopback.yml',
      '.gitignore',
      '.gitlab-ci.yml',
      '.prettierignore',
      '.prettierrc',
      '.vscode/extensions.json',
      '.vscode/launch.json',
      '.vscode/settings.json',
      'README.md',
      'config/project-scratch-def.json',
      'package.json',
      'scripts/apex/tryIt.apex',
      'sfdx-project.json',
    ]);
  });

  it('says everything in its README that is true of the method, and nothing else', () => {
    const readme = (method: string): string => found({ method }).files.get('README.md') ?? '';
    for (const { title, files, settings } of everyProject()) {
      const text = files.get('README.md') ?? '';
      expect(text, title).to.contain(`\`${settings.name}\``).and.to.contain(`\`${settings.method}\``);
      expect(text, title).to.not.match(/\{\{|undefined|\n\n\n| $/m);
    }
    expect(readme('client-credentials')).to.contain('SELFCALLOUT_CONSUMER_SECRET').and.to.contain('--run-as');
    expect(readme('jwt-bearer')).to.contain('SELFCALLOUT_CERTIFICATE').and.not.to.contain('CONSUMER_SECRET');
    expect(readme('auth-provider')).to.contain('can only be given by a person').and.not.to.contain('--run-as');
    expect(readme('visualforce')).to.contain('running user').and.not.to.contain('SELFCALLOUT_');
    expect(readme('username-password')).to.contain('proves nothing').and.not.to.contain('DEV_HUB_AUTH_URL');
  });

  it('takes a folder of any name', () => {
    const { files } = found({}, 'Loop `<b>` & "Söhne" {{x}}');
    expect(json(files.get('sfdx-project.json'))['name']).to.equal('Loop `<b>` & "Söhne" {{x}}');
    expect(json(files.get('package.json'))['name']).to.equal('loop-b-s-hne-x');
    expect(files.get('README.md')).to.match(/^# Loop --b-- - -Söhne- --x--\n/);
    expect(json(found({}, '文档').files.get('package.json'))['name']).to.equal('loopback');
  });

  it('has scripts that the shells of npm understand on every system', () => {
    const script = (setup: string): unknown =>
      (
        json(JSON.stringify(packageJson('p', makeSettings({}), { setup, hasOldSettings: false })))['scripts'] as {
          setup: string;
        }
      ).setup;
    expect(script("sf x --label 'Größe & <x> – 1' --scope api")).to.equal('sf x --label "Größe & <x> – 1" --scope api');
    for (const special of ['\'a "b"\'', "'$HOME'", "'100%'", String.raw`'it'\''s'`, String.raw`'a \ b'`]) {
      expect(script(`sf x --label ${special}`)).to.equal(`sf x --label ${special}`);
    }
  });

  it('names only inputs that there are, and uses each', () => {
    const pathsIn = (node: unknown): string[] => {
      if (Array.isArray(node)) return node.flatMap(pathsIn);
      if (node === null || typeof node !== 'object') return [];
      const { type, original } = node as { type?: string; original?: unknown };
      const own = type === 'PathExpression' ? [String(original)] : [];
      return [...own, ...Object.entries(node).flatMap(([key, child]) => (key === 'loc' ? [] : pathsIn(child)))];
    };
    const sources = [...readTemplates()].filter(([path]) => path.startsWith('project/'));
    const used = new Set(sources.flatMap(([, source]) => pathsIn(Handlebars.parse(source))));
    const founding = { projectName: 'p', pluginVersion: '1.0.0', setup: 's', generate: 'g' };
    const inputs = Object.keys(projectInputs(makeSettings({}), [], founding));
    const known = new Set(['if', 'unless', 'each', 'this', 'placeholders.length']);
    expect([...used].filter((path) => !known.has(path))).to.have.members(inputs.filter((input) => used.has(input)));
    expect(inputs.filter((input) => !used.has(input))).to.deep.equal([]);
  });
});
