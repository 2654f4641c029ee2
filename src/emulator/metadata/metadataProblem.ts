/** Why the org refuses a component. `code` is the API's status code; the text is what a deploy shows. */
export type MetadataProblem = {
  problem: string;
  code: string;
  /** Counted from 1. */
  line?: number;
  column?: number;
  /** What came is no such element: a deploy says that it could not parse the file. */
  unreadable?: true;
  /** Fails a deploy only when it does not ignore warnings. */
  warning?: true;
};

export const problemOf = (code: string, problem: string): MetadataProblem => ({ code, problem });

/** A name that leads nowhere (L04). The status code stands in the text, since a deploy shows nothing else. */
export const crossReference = (field: string, type: string, name: string): MetadataProblem =>
  problemOf(
    'INVALID_CROSS_REFERENCE_KEY',
    `INVALID_CROSS_REFERENCE_KEY: In field: ${field} - no ${type} named ${name} found`,
  );

/** What this emulated org cannot judge it refuses by name, so that nothing passes silently. */
export const notEmulatedProblem = (what: string): MetadataProblem =>
  problemOf('NOT_EMULATED', `NOT_EMULATED: ${what} is not emulated; docs/emulator.md lists what is.`);

/** A change that the user may not make, although the Metadata API is open to him. */
export const forbiddenProblem = (type: string): MetadataProblem =>
  problemOf('INSUFFICIENT_ACCESS', `INSUFFICIENT_ACCESS: insufficient access rights to ${type}`);
