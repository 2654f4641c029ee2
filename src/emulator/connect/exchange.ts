import { askToken, type TokenProblem } from '../callout/askToken.ts';
import type { Refused } from '../callout/refusal.ts';
import type { OauthProvider } from '../state/oauthProvider.ts';
import type { PendingConsent } from '../state/oauthState.ts';
import type { OrgState } from '../state/orgState.ts';
import type { Tokens } from '../state/vault.ts';

/** Exchanges the code of a consent at the provider's token URL. */
export const exchangeCode = (
  state: OrgState,
  provider: OauthProvider,
  { callbackUrl, verifier }: PendingConsent,
  code: string,
): Promise<Tokens | TokenProblem | Refused> =>
  askToken(state, provider, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: callbackUrl,
    ...(verifier !== undefined && { code_verifier: verifier }),
  });
