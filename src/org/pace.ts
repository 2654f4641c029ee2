import { fail } from '../core/failure.ts';
import type { ClockPort } from '../ports/clockPort.ts';

/** How often, and for how long, a job of the org is asked after. */
export type Pace = {
  /** Asks at once, then at intervals, until `ask` gives something. */
  poll: <T>(signal: AbortSignal, ask: () => Promise<T | undefined>) => Promise<T>;
};

/** `everyMs` between two questions, `timeoutMs` in all. */
export const makePace = (clock: ClockPort, everyMs: number, timeoutMs: number): Pace => ({
  poll: async (signal, ask) => {
    const deadline = clock.now() + timeoutMs;
    for (;;) {
      signal.throwIfAborted();
      const answer = await ask();
      if (answer !== undefined) return answer;
      if (clock.now() >= deadline) return fail('JobTimeout', { seconds: Math.round(timeoutMs / 1000) });
      await clock.sleep(everyMs, signal);
    }
  },
});
