import { fail } from '../core/failure.ts';
import type { CheckReport, Outcome } from '../core/report.ts';
import type { JudgeContext } from '../core/verify/judge.ts';
import type { CredentialAddress } from '../ports/orgPort.ts';
import type { Ports } from '../ports/ports.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import { countDown } from './countDown.ts';
import { repair } from './repair.ts';
import { runChecks } from './runChecks.ts';

export type Proof = { outcome: Outcome; checks: CheckReport[]; repaired: boolean };

/** What a proof goes by besides the checks. */
export type Circumstances = {
  /** What the loopback's app is called. */
  app: string;
  /** Key and secret were made in this run: nobody else has changed them. */
  ownPair: boolean;
  /** The stored key and secret can be replaced by the app's own. */
  isRepairable: boolean;
  /** Clock time until which a fresh app may still be on its way through the org (L10); past for an old one. */
  youngUntil: number;
  waitMs: number;
};

const pause = 10_000;

/** A fresh app may be unknown to parts of an org for a quarter of an hour (platform-facts §1.7). */
export const longestPropagation = 15 * 60_000;

/**
 * Runs the checks. When the token endpoint refuses the stored key and secret: stores the app's own again where the org
 * gives them out, and waits where the app is so fresh that the org may not know it everywhere.
 */
export async function* prove(
  { org, clock }: Ports,
  at: CredentialAddress,
  context: JudgeContext,
  { app, ownPair, isRepairable, youngUntil, waitMs }: Circumstances,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, Proof> {
  const deadline = Math.min(clock.now() + waitMs, youngUntil);
  let checked = await runChecks(org, context, signal);
  if (checked.proven || !checked.tokenRefused) {
    return { outcome: checked.proven ? 'proven' : 'notProven', checks: checked.checks, repaired: false };
  }
  const repaired = ownPair || !isRepairable ? 'inVain' : await repair(org, app, at, signal);
  if (repaired === 'stored') checked = await runChecks(org, context, signal);
  while (checked.keyUnknown && clock.now() < deadline) {
    yield* countDown(clock, pause, deadline, signal);
    checked = await runChecks(org, context, signal);
  }
  const isPending = checked.keyUnknown && clock.now() < youngUntil;
  if (checked.tokenRefused && repaired === 'off' && !isPending) fail('SecretReadBackOff', { app });
  const failed: Outcome = isPending ? 'pending' : 'notProven';
  return { outcome: checked.proven ? 'proven' : failed, checks: checked.checks, repaired: repaired === 'stored' };
}
