import type { ExternalCredential } from '../state/externalCredential.ts';
import { readProvider } from '../state/oauthProvider.ts';
import type { OrgState, StoredCredential } from '../state/orgState.ts';
import type { Tokens } from '../state/vault.ts';
import { askToken, type TokenProblem } from './askToken.ts';
import { notConfigured, notDone, notRefreshed, refuse, type Refused } from './refusal.ts';
import { jwtFailed, signJwt } from './signJwt.ts';

type Fetched = Tokens | Refused;
type Fetch = (state: OrgState, external: ExternalCredential, stored: StoredCredential) => Promise<Fetched>;

const notFetched = ({ problem }: TokenProblem): Refused =>
  refuse(`Unable to fetch the OAuth token. Error: ${problem.error}. Error description: ${problem.description}.`);

const clientCredentials =
  (clientInHeader: boolean): Fetch =>
  async (state, { tokenUrl }, stored) => {
    const id = stored.values['clientId']?.value;
    const secret = stored.values['clientSecret']?.value;
    if (!id || !secret) return notConfigured();
    const client = { tokenUrl, client: { id, secret }, clientInHeader };
    const answer = await askToken(state, client, { grant_type: 'client_credentials' });
    return 'problem' in answer ? notFetched(answer) : answer;
  };

const jwtBearer: Fetch = async (state, external) => {
  const assertion = signJwt(state, external);
  if (typeof assertion !== 'string') return assertion;
  const client = { tokenUrl: external.tokenUrl, client: undefined, clientInHeader: false };
  const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion };
  const answer = await askToken(state, client, grant);
  return 'problem' in answer ? jwtFailed() : answer;
};

/** After a consent there is no other way to a token than the refresh token. */
const refresh: Fetch = async (state, { provider }, { refreshToken }) => {
  const client = provider && readProvider(state, provider.kind, provider.name);
  if (!client || refreshToken === undefined) return notConfigured();
  const answer = await askToken(state, client, { grant_type: 'refresh_token', refresh_token: refreshToken });
  return 'problem' in answer ? notRefreshed() : answer;
};

/** How each variant of an OAuth external credential gets a token without a person; platform-facts §4.2. */
const VARIANTS: Readonly<Record<string, Fetch>> = {
  ClientCredentialsClientSecret: clientCredentials(false),
  ClientCredentialsClientSecretBasic: clientCredentials(true),
  JwtBearer: jwtBearer,
};

const fetchFor = ({ variant, provider }: ExternalCredential): Fetch | undefined =>
  variant === undefined ? provider && refresh : VARIANTS[variant];

/** Whether a 401 can be answered with a new token: a consent that gave no refresh token leaves nothing to do (L18). */
export const isRenewable = ({ variant }: ExternalCredential, { refreshToken }: StoredCredential): boolean =>
  variant !== undefined || refreshToken !== undefined;

/** Gets a token for a stored credential by a request to the token URL, and keeps it. */
export const fetchToken = async (
  state: OrgState,
  credential: ExternalCredential,
  stored: StoredCredential,
): Promise<string | Refused> => {
  const fetch = fetchFor(credential);
  if (!fetch) {
    return notDone(`external credential ${credential.name}: variant ${credential.variant ?? 'none'} without a person`);
  }
  const tokens = await fetch(state, credential, stored);
  if ('refusal' in tokens) return tokens;
  stored.accessToken = tokens.accessToken;
  if (tokens.refreshToken !== undefined) stored.refreshToken = tokens.refreshToken;
  return tokens.accessToken;
};
