import type { CredentialAddress, OrgPort } from '../ports/orgPort.ts';

/** `off`: the org does not give out what it has, so nothing could be compared. */
export type Repair = 'stored' | 'off' | 'inVain';

/**
 * When a loopback that had everything fails all the same, the stored key or secret may be another one than the app's (a
 * run that was killed in an org that makes its own, L19; a secret that somebody changed). Where the org gives them out
 * (L11) and the token endpoint takes them, they are stored again.
 */
export const repair = async (
  org: OrgPort,
  app: string,
  at: CredentialAddress,
  signal: AbortSignal,
): Promise<Repair> => {
  const found = await org.readBack(app, signal);
  if (found.kind !== 'pair') return 'off';
  const answer = await org.probeToken(found.pair, signal);
  if (!answer.ok) return 'inVain';
  await org.storeCredential(at, found.pair, true, signal);
  return 'stored';
};
