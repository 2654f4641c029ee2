import { createPrivateKey, sign } from 'node:crypto';
import type { ExternalCredential } from '../state/externalCredential.ts';
import type { OrgState } from '../state/orgState.ts';
import { claimValues, type ClaimValue } from './jwtClaims.ts';
import { notDone, refuse, type Refused } from './refusal.ts';

/** How long a JWT is good for where the credential does not say. */
const LIFETIME_S = 180;

/** One text for whatever is wrong with it (platform-facts §7.5). */
export const jwtFailed = (): Refused => refuse('Unable to complete the JWT token exchange.');

const part = (value: Record<string, ClaimValue>): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The assertion of a JwtBearer credential, signed with its certificate's private key, which never leaves the org. */
export const signJwt = (state: OrgState, external: ExternalCredential): string | Refused => {
  const pem = state.vault.privateKeys.get((external.signingCertificate ?? '').toLowerCase());
  const claims = claimValues(external.jwtClaims, state.now());
  const header = claimValues(external.jwtHeader, state.now());
  for (const read of [claims, header]) {
    if ('unknown' in read && typeof read.unknown === 'string')
      return notDone(`the formula of JWT claim ${read.unknown}`);
  }
  const values = claims as Record<string, ClaimValue>;
  // Once any claim is given, these three must be.
  const isWhole = ['iss', 'sub', 'aud'].every((name) => values[name] !== undefined && values[name] !== '');
  if (!pem || !isWhole) return jwtFailed();
  const seconds = Math.floor(state.now() / 1000);
  const head = part({ ...(header as Record<string, ClaimValue>), alg: 'RS256', typ: 'JWT' });
  const body = part({ exp: seconds + LIFETIME_S, ...values });
  const signature = sign('sha256', Buffer.from(`${head}.${body}`), createPrivateKey(pem));
  return `${head}.${body}.${signature.toString('base64url')}`;
};
