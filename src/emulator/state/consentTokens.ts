import type { ConsentTarget } from './oauthState.ts';
import type { OrgState, StoredCredential } from './orgState.ts';
import type { Tokens } from './vault.ts';

/** Key of a legacy credential's tokens in the vault. */
export const legacyKey = (namedCredential: string, perUser: boolean, userId: string): string =>
  namedCredential.toLowerCase() + (perUser ? ` ${userId}` : '');

const isSame = (stored: StoredCredential, made: StoredCredential): boolean =>
  stored.externalCredential === made.externalCredential &&
  stored.principalName === made.principalName &&
  stored.principalType === made.principalType &&
  stored.userId === made.userId;

/** Keeps the tokens of a consent; those of an earlier one go. */
export const storeTokens = (state: OrgState, target: ConsentTarget, userId: string, tokens: Tokens): void => {
  if (target.kind === 'legacy') {
    state.vault.legacyTokens.set(legacyKey(target.namedCredential, target.perUser, userId), tokens);
    return;
  }
  const { externalCredential, principalName, principalType } = target;
  const made: StoredCredential = {
    externalCredential,
    principalName,
    principalType,
    ...(principalType === 'PerUserPrincipal' && { userId }),
    values: {},
    ...tokens,
  };
  state.credentials = [...state.credentials.filter((stored) => !isSame(stored, made)), made];
};
