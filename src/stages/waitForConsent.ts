import type { ConsentProblem } from '../core/report.ts';
import type { Ports } from '../ports/ports.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import { countDown } from './countDown.ts';

/** Milliseconds: between two looks, and in all. */
export type Patience = { pause: number; waitMs: number };

/**
 * Looks again and again until `look` finds the consent (undefined), the person says why it will not come, or the time is
 * over. Whatever ends the wait, a last look decides: the consent may have come meanwhile.
 */
export async function* waitForConsent(
  look: () => Promise<boolean>,
  { clock, person }: Pick<Ports, 'clock' | 'person'>,
  { pause, waitMs }: Patience,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, ConsentProblem | undefined> {
  const deadline = clock.now() + waitMs;
  const listening = new AbortController();
  let said: ConsentProblem | undefined;
  const answer = person?.whyNoConsent(listening.signal).then((problem) => {
    said = problem;
  });
  try {
    for (;;) {
      const ended = said ?? (clock.now() >= deadline ? 'ConsentTimedOut' : undefined);
      if (await look()) return undefined;
      if (ended !== undefined) return ended;
      yield* countDown(clock, pause, deadline, signal, answer);
    }
  } finally {
    listening.abort();
  }
}
