import { fail } from '../../core/failure.ts';
import type { OwnLevel } from '../../core/verify/tracing.ts';
import type { Ports } from '../../ports/ports.ts';
import type { StageEvent } from '../../ports/stageEvent.ts';
import { countDown } from '../countDown.ts';
import { BEAT_MS } from './keepAlive.ts';
import { matrixFacts, type MatrixFacts } from './matrixFacts.ts';
import { sweep } from './sweep.ts';

/** Without a sign of life for as long, a run counts as killed. */
const silenceMs = 4 * BEAT_MS;
/** Where the sign is as old as this, that is seen at once: clocks of two machines differ by less. */
const oldMs = 2 * 60_000;
const pauseMs = 2_000;

const signOf = (levels: readonly OwnLevel[]): string =>
  levels.map(({ id, label, modifiedAt }) => `${id} ${label} ${modifiedAt}`).join('\n');

/**
 * Waits while another run of the user is alive, since they have one trace flag (L63); gives facts in which runs are only
 * those that were killed. Fails when the other is still alive after `waitMs`.
 */
async function* awaitTurn(
  { org, clock }: Pick<Ports, 'org' | 'clock'>,
  first: MatrixFacts,
  { name, waitMs }: { name: string; waitMs: number },
  signal: AbortSignal,
): AsyncGenerator<StageEvent, MatrixFacts> {
  let facts = first;
  const began = clock.now();
  let quietSince = began;
  for (;;) {
    const now = clock.now();
    const isOld = facts.levels.every(({ modifiedAt }) => now - modifiedAt > oldMs);
    if (isOld || now - quietSince >= silenceMs) return facts;
    if (quietSince > began && now - began >= waitMs) fail('VerifyUnderWay', { username: org.username });
    if (facts === first) yield { kind: 'warning', notice: { id: 'underWay', data: [org.username] } };
    const deadline = Math.max(began + waitMs, quietSince + silenceMs);
    yield* countDown(clock, pauseMs, deadline, signal);
    const seen = signOf(facts.levels);
    facts = await matrixFacts(org, name, signal);
    if (signOf(facts.levels) !== seen) quietSince = clock.now();
  }
}

/** Waits until no other run of the user is under way, and removes what those left that were killed. */
export async function* takeTurn(
  ports: Pick<Ports, 'org' | 'clock'>,
  request: { name: string; waitMs: number },
  run: string,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, { facts: MatrixFacts; isClean: boolean }> {
  const { org } = ports;
  const { name } = request;
  const facts = yield* awaitTurn(ports, await matrixFacts(org, name, signal), request, signal);
  return sweep(org, facts, name, run, signal);
}
