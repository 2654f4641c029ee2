import type { ClockPort } from '../ports/clockPort.ts';
import type { StageEvent } from '../ports/stageEvent.ts';

const slice = 1_000;

/** Sleeps `ms`, telling each second how much is left until `deadline`; less when `over` resolves. */
export async function* countDown(
  clock: ClockPort,
  ms: number,
  deadline: number,
  signal: AbortSignal,
  over?: Promise<unknown>,
): AsyncGenerator<StageEvent, void> {
  const until = Math.min(clock.now() + ms, deadline);
  let isOver = false as boolean;
  const ended = over?.then(() => {
    isOver = true;
  });
  while (!isOver && clock.now() < until) {
    yield { kind: 'countdown', secondsLeft: Math.max(0, Math.ceil((deadline - clock.now()) / 1000)) };
    const slept = clock.sleep(Math.max(0, Math.min(slice, until - clock.now())), signal);
    await (ended ? Promise.race([slept, ended]) : slept);
  }
}
