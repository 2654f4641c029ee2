import { fail } from '../core/failure.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { OrgFacts } from '../core/facts.ts';
import type { AuthorizationReport } from '../core/report.ts';
import type { CredentialAddress, KeyPair } from '../ports/orgPort.ts';
import type { Ports } from '../ports/ports.ts';

export type Stored = {
  authorization: AuthorizationReport;
  /** Set when key and secret are new, for the app to get. */ pair?: KeyPair;
};

/**
 * Stores key and secret in the external credential where the plan says so: a new pair when the app is yet to get one,
 * else the app's own, read back (L11). Comes before the app's deploy, so that no death of this process loses the secret.
 */
export const storeSecret = async (
  { org, secrets }: Ports,
  at: CredentialAddress,
  plan: Plan,
  known: OrgFacts['credential'],
  signal: AbortSignal,
): Promise<Stored> => {
  if (!plan.postSecret) return { authorization: { status: known === 'Absent' ? 'NotConfigured' : known, how: 'kept' } };
  const exists = known === 'Configured';
  if (plan.newPair) {
    const pair = secrets.newPair();
    return { authorization: { status: await org.storeCredential(at, pair, exists, signal), how: 'made' }, pair };
  }
  const found = await org.readBack(at.externalCredential, signal);
  if (found.kind !== 'pair') return fail('SecretReadBackOff', { app: at.externalCredential });
  return { authorization: { status: await org.storeCredential(at, found.pair, exists, signal), how: 'readBack' } };
};
