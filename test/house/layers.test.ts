import { expect } from 'chai';
import { sources } from './sources.ts';

/** Who may import whom. What stands in no row may import nothing of ours. */
const allowed: Record<string, readonly string[]> = {
  commands: ['commands', 'cli', 'stages', 'core'],
  cli: ['cli', 'core', 'ports', 'org', 'disk'],
  stages: ['stages', 'core', 'ports'],
  org: ['org', 'core', 'ports'],
  disk: ['disk', 'core', 'ports'],
  core: ['core'],
  ports: ['ports', 'core'],
  emulator: ['emulator'],
};

/** Packages and Node modules that the pure core may use. */
const pure = new Set([
  'node:path/posix',
  'handlebars',
  'fast-xml-parser',
  'diff',
  'node-diff3',
  '@apexdevtools/apex-parser',
]);

const folderOf = (path: string): string => path.split('/')[1] ?? '';

describe('house: layers', () => {
  it('imports only along the import table', () => {
    const wrong = sources.flatMap((source) =>
      source.imports
        .filter(({ target }) => target?.startsWith('src/'))
        .filter(({ target = '', typeOnly }) => {
          const [from, to] = [folderOf(source.path), folderOf(target)];
          if (source.path === 'src/index.ts') return !typeOnly;
          if (source.path === 'src/commands/selfcallout/emulator/start.ts' && to === 'emulator') return false;
          if (from === 'ports' && to === 'core') return !typeOnly;
          return !(allowed[from] ?? []).includes(to);
        })
        .map(({ specifier }) => `${source.path} imports ${specifier}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('never imports a file outside src, nor one that is not there', () => {
    const paths = new Set(sources.map(({ path }) => path));
    const wrong = sources.flatMap((source) =>
      source.imports
        .filter(({ target }) => target !== undefined && !paths.has(target))
        .map(({ specifier }) => `${source.path} imports ${specifier}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('keeps the core free of input, output and heavy packages', () => {
    const wrong = sources
      .filter(({ path }) => folderOf(path) === 'core')
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ target, specifier }) => target === undefined && !pure.has(specifier))
          .map(({ specifier }) => `${path} imports ${specifier}`),
      );
    expect(wrong).to.deep.equal([]);
  });

  it('lets the emulated org use nothing of the Salesforce client libraries', () => {
    const wrong = sources
      .filter(({ path }) => folderOf(path) === 'emulator')
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ specifier }) => /^@(salesforce|oclif|jsforce)\//.test(specifier))
          .map(({ specifier }) => `${path} imports ${specifier}`),
      );
    expect(wrong).to.deep.equal([]);
  });
});
