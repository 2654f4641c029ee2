import type { Ports } from '../../ports/ports.ts';
import type { Trace } from './trace.ts';

/** Another run takes one that shows no life for three of these, and a slow request, for killed. */
export const BEAT_MS = 5_000;

/** Shows life in the label of the run's debug level until `end` is called. */
export const keepAlive = (
  { org, clock }: Pick<Ports, 'org' | 'clock'>,
  trace: Trace | undefined,
): { end: () => Promise<void> } => {
  const over = new AbortController();
  const { signal } = over;
  const isOver = (): boolean => signal.aborted;
  const go = async ({ beat }: Trace): Promise<void> => {
    for (let count = 1; beat && !isOver(); count += 1) {
      await clock.sleep(BEAT_MS, signal);
      // One that does not arrive is followed by the next.
      if (!isOver()) await org.changeTooling([beat(count)], signal, 'poll').catch(() => []);
    }
  };
  const going = trace ? go(trace).catch(() => undefined) : Promise.resolve();
  return {
    end: async () => {
      over.abort();
      await going;
    },
  };
};
