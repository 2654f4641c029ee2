import type { Emulator } from '../../src/emulator/emulator.ts';
import type { Answer, Session } from './session.ts';

/** Where the rows of the command table run: one emulated org, one project, and what one row leaves for the next. */
export type Bench = {
  session: Session;
  emulator: Emulator;
  /** The org's address as people type it. */
  url: string;
  /** Folder of a DX project with source to deploy. */
  project: string;
  /** Ids and tokens that later rows take up, by name. */
  notes: Map<string, string>;
};

/** A command of the real CLI and what it must come to. Rows run in order, from the project's folder. */
export type CommandRow = {
  /** What the table calls it. */
  name: string;
  /** The command line after `sf`; `--json` is put behind it unless the row is `plain`. */
  args: (bench: Bench) => readonly string[];
  /** Its output is no JSON document; `shows` gets it as `message`. */
  plain?: true;
  env?: (bench: Bench) => NodeJS.ProcessEnv;
  /** What is there, or is going on, when it starts. */
  prepare?: (bench: Bench) => void | Promise<void>;
  /** Exit code; 0 unless said. */
  exit?: number;
  /** Throws when the answer, or what the org then has, is not as it must be. */
  shows: (answer: Answer, bench: Bench) => unknown;
};

/** A result of `--json`, whatever its shape. */
export const resultOf = <T>({ result }: Answer | { result?: T }): T => result as T;

/** What an earlier row noted; throws when it did not come so far. */
export const noted = ({ notes }: Bench, name: string): string => {
  const value = notes.get(name);
  if (value === undefined) throw new Error(`no row has noted ${name}`);
  return value;
};

/** The org as most rows name it. */
export const ORG = ['--target-org', 'org'] as const;
