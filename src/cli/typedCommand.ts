/** What oclif's parser says of each word that was typed. */
export type Token = { type: string; flag?: string; input: string };

/** Said anew, or without a use a second time. */
const LEFT_OUT: ReadonlySet<string> = new Set(['json', 'name', 'target-org', 'dry-run']);

/** A word as a POSIX shell takes it. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** A flag without a value has itself as its input, or its own opposite. */
const words = (flag: string, input: string): string[] => {
  if (input === `--no-${flag}`) return [input];
  return input.startsWith('-') || input === '' ? [`--${flag}`] : [`--${flag}`, quoted(input)];
};

/** For a command that resumes: it waits, whatever the first one did. */
export const waits = (flag: string, input: string): boolean =>
  flag !== 'async' && !(flag === 'wait' && Number(input) === 0);

/**
 * A command of this plugin to type next, about a loopback (undefined for all of the project) of an org (its username; undefined
 * for any), with those flags of `typed` that `isKept` says; all of them unless told.
 */
export const typedCommand = (
  verb: string,
  typed: readonly Token[],
  { name, org }: { name?: string | undefined; org?: string },
  isKept: (flag: string, input: string) => boolean = () => true,
): string =>
  [
    ...['sf', 'selfcallout', verb],
    ...(name === undefined ? [] : ['--name', name]),
    ...(org === undefined ? [] : ['--target-org', quoted(org)]),
    ...typed.flatMap(({ flag, input }) =>
      flag === undefined || LEFT_OUT.has(flag) || !isKept(flag, input) ? [] : words(flag, input),
    ),
  ].join(' ');
