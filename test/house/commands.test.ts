import { relative } from 'node:path/posix';
import { expect } from 'chai';
import { root } from '../../scripts/root.ts';
import { sources } from './sources.ts';

type Flag = { summary?: string; description?: string; char?: string; hidden?: boolean };
type CommandClass = {
  summary?: string;
  description?: string;
  examples?: readonly unknown[];
  flags?: Record<string, Flag>;
  baseFlags?: Record<string, Flag>;
  enableJsonFlag?: boolean;
};

const commands = await Promise.all(
  sources
    .filter(({ path }) => path.startsWith('src/commands/'))
    .map(async ({ path }) => {
      const module = (await import(`${root}/${path}`)) as { default?: CommandClass };
      return { id: relative('src/commands', path).replace(/\.ts$/, '').replaceAll('/', ' '), command: module.default };
    }),
);

const flags = commands.flatMap(({ id, command }) =>
  Object.entries(command?.flags ?? {}).map(([name, flag]) => ({ at: `${id} --${name}`, name, flag })),
);

const isSentence = (text: string | undefined): boolean => /^\P{Ll}.*\.$/su.test(text ?? '');

/** Flags that sf-plugins-core words itself, without a full stop. */
const wordedBySf = new Set(['target-org', 'api-version']);

describe('house: commands', () => {
  it('has a command class in every file below src/commands', () => {
    expect(commands.filter(({ command }) => command === undefined).map(({ id }) => id)).to.deep.equal([]);
    expect(commands).not.to.deep.equal([]);
  });

  it('gives every command a one-line summary, a description and examples', () => {
    const bad = commands.filter(
      ({ command }) =>
        !isSentence(command?.summary) ||
        command?.summary?.includes('\n') === true ||
        !command?.description ||
        (command.examples ?? []).length === 0,
    );
    expect(bad.map(({ id }) => id)).to.deep.equal([]);
  });

  it('names every flag in kebab-case and gives it a summary', () => {
    const bad = flags.filter(
      ({ name, flag }) =>
        !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) ||
        (wordedBySf.has(name) ? !(flag.summary ?? flag.description) : !isSentence(flag.summary)),
    );
    expect(bad.map(({ at }) => at)).to.deep.equal([]);
  });

  it('uses no short flag twice in a command, and never -h', () => {
    const bad = commands.flatMap(({ id, command }) => {
      const chars = Object.values({ ...command?.baseFlags, ...command?.flags }).flatMap(({ char }) => char ?? []);
      return chars
        .filter((char, index) => char === 'h' || chars.indexOf(char) !== index)
        .map((char) => `${id} -${char}`);
    });
    expect(bad).to.deep.equal([]);
  });

  it('keeps the short flags that sf users know', () => {
    const known: Record<string, string> = { 'target-org': 'o', wait: 'w', 'output-dir': 'd', name: 'n' };
    const bad = flags.filter(({ name, flag }) => known[name] !== undefined && flag.char !== known[name]);
    expect(bad.map(({ at }) => at)).to.deep.equal([]);
  });

  it('offers --json everywhere', () => {
    const bad = commands.filter(({ command }) => command?.enableJsonFlag !== true);
    expect(bad.map(({ id }) => id)).to.deep.equal([]);
  });
});
