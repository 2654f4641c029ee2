import type { Settings } from './settings.ts';

/**
 * The domain's error vocabulary: a name and data, no prose. `cli/failures.ts` is the only place with words
 * (messages/failures.md), and it turns each kind into an SfError of the same name with the next command to type.
 * Data must never hold a secret.
 */
export type Failure = {
  kind: string;
  data?: Readonly<Record<string, string | number | readonly string[]>>;
  /** What a command had come to when it failed: its error shows this as data. */
  report?: object;
  /** What was being set up, where that was not typed. */
  settings?: Settings;
};

/** Throws a failure as an Error that carries it; `cause` is the error that led here, already unwrapped. */
export const fail = (kind: string, data: NonNullable<Failure['data']> = {}, cause?: unknown): never => {
  const failure: Failure = { kind, data };
  throw Object.assign(new Error(kind, cause === undefined ? {} : { cause }), { failure });
};

/** The failure that an error carries, or undefined when the error is something else. */
export const failureOf = (error: unknown): Failure | undefined =>
  error instanceof Error && 'failure' in error ? (error.failure as Failure) : undefined;
