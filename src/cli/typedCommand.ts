/** What oclif's parser says of each word that was typed. */
export type Token = { type: string; flag?: string; input: string };

/** Said anew, or without a use a second time. */
const LEFT_OUT: ReadonlySet<string> = new Set(['json', 'name', 'target-org', 'dry-run']);

/** A word as a POSIX shell takes it. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** A flag without a value has itself as its input. */
const words = (flag: string, input: string): string[] =>
  input.startsWith('-') || input === '' ? [`--${flag}`] : [`--${flag}`, quoted(input)];

/**
 * A command of this plugin to type next, about a loopback of an org (its username; undefined for any), with those flags of
 * `typed` that `isKept` says; all of them unless told.
 */
export const typedCommand = (
  verb: string,
  typed: readonly Token[],
  { name, org }: { name: string; org?: string },
  isKept: (flag: string) => boolean = () => true,
): string =>
  [
    ...['sf', 'selfcallout', verb, '--name', name],
    ...(org === undefined ? [] : ['--target-org', quoted(org)]),
    ...typed.flatMap(({ flag, input }) =>
      flag === undefined || LEFT_OUT.has(flag) || !isKept(flag) ? [] : words(flag, input),
    ),
  ].join(' ');
