import { storedCredential, type ExternalCredential, type Principal } from './externalCredential.ts';
import type { OrgState, StoredCredential } from './orgState.ts';

/** A JWT bearer credential has nothing to store: its certificate signs. Whether it must be posted all the same is a switch. */
const needsNothing = (state: OrgState, { variant, signingCertificate }: ExternalCredential): boolean =>
  variant === 'JwtBearer' && signingCertificate !== undefined && state.switches.jwtBearerStatus === 'configured';

/** The place for tokens of a principal that needs no values; undefined for any other. */
export const implicitCredential = (
  state: OrgState,
  external: ExternalCredential,
  principal: Principal,
  userId: string,
): StoredCredential | undefined => {
  if (!needsNothing(state, external)) return undefined;
  const made: StoredCredential = {
    externalCredential: external.name,
    principalName: principal.name,
    principalType: principal.type,
    ...(principal.type === 'PerUserPrincipal' && { userId }),
    values: {},
  };
  state.credentials = [...state.credentials, made];
  return made;
};

export type AuthenticationStatus = 'Configured' | 'NotConfigured';

/** L25: whether something is stored, not whether it works. */
export const authenticationStatus = (
  state: OrgState,
  external: ExternalCredential,
  principal: Principal,
  userId: string,
): AuthenticationStatus =>
  storedCredential(state, external.name, principal, userId) || needsNothing(state, external)
    ? 'Configured'
    : 'NotConfigured';
