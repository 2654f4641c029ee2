/** Time, so that a test need not wait. */
export type ClockPort = {
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Rejects with the signal's reason when aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
};
