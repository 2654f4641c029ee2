import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { render } from '../../src/core/render/render.ts';
import { makeSettings, type SettingsInput } from '../../src/core/settings/makeSettings.ts';
import { readTemplates } from '../../src/disk/readTemplates.ts';

/** Written by hand and never by a run: what a case is there for. */
type Expected = {
  intent: string;
  components: string[];
  secretBearing: string[];
  has: Record<string, string[]>;
  lacks: Record<string, string[]>;
};

const here = fileURLToPath(new URL('.', import.meta.url));
const cases = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const templates = readTemplates();

const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(here, ...path), 'utf8'));

const readFolder = (folder: string): Record<string, string> =>
  existsSync(folder)
    ? Object.fromEntries(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .map((file) => [file.slice(folder.length + 1).replaceAll(sep, '/'), readFileSync(file, 'utf8')]),
      )
    : {};

/** `UPDATE_GOLDEN=1` rewrites the files of every case, and nothing else. */
const updateFolder = (folder: string, files: ReadonlyMap<string, string>): void => {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

describe('golden folders', () => {
  for (const { name } of cases) {
    const expected = readJson(name, 'expected.json') as Expected;
    const components = render(makeSettings(readJson(name, 'settings.json') as SettingsInput), templates);
    const files = new Map(components.flatMap((component) => [...component.files]));
    const folder = join(here, name, 'files');
    if (process.env['UPDATE_GOLDEN'] === '1') updateFolder(folder, files);

    it(`${name}: makes these files, character for character`, () => {
      expect(Object.fromEntries(files)).to.deep.equal(readFolder(folder));
    });

    it(`${name}: does what it is there for. ${expected.intent}`, () => {
      const names = components.map(({ type, fullName }) => `${type}/${fullName}`);
      expect(names).to.deep.equal(expected.components);
      const secret = components.filter(({ secretBearing }) => secretBearing);
      expect(secret.map(({ type, fullName }) => `${type}/${fullName}`)).to.deep.equal(expected.secretBearing);
      for (const [path, texts] of Object.entries(expected.has)) {
        for (const text of texts) expect(files.get(path), path).to.contain(text);
      }
      for (const [path, texts] of Object.entries(expected.lacks)) {
        for (const text of texts) expect(files.get(path), path).to.be.a('string').that.does.not.contain(text);
      }
    });
  }
});
