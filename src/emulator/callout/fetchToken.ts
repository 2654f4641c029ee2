import { asObject, parseJson } from '../http/answer.ts';
import type { ExternalCredential } from '../state/externalCredential.ts';
import type { OrgState, StoredCredential } from '../state/orgState.ts';
import { notConfigured, notDone, refuse, type Refused } from './refusal.ts';
import { send } from './send.ts';

type Client = { id: string; secret: string };

const basic = ({ id, secret }: Client): string =>
  `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`;

/** How each variant of an OAuth external credential proves the client; platform-facts §4.2. */
const VARIANTS: Readonly<
  Record<
    string,
    (client: Client) => { form: Record<string, string>; headers: ReadonlyArray<readonly [string, string]> }
  >
> = {
  ClientCredentialsClientSecret: ({ id, secret }) => ({ form: { client_id: id, client_secret: secret }, headers: [] }),
  ClientCredentialsClientSecretBasic: (client) => ({ form: {}, headers: [['authorization', basic(client)]] }),
};

const TOKEN_TIMEOUT_MS = 60_000;

/** Gets a token for a stored credential by a request to the external credential's token URL, and keeps it. */
export const fetchToken = async (
  state: OrgState,
  credential: ExternalCredential,
  stored: StoredCredential,
): Promise<string | Refused> => {
  const variant = VARIANTS[credential.variant ?? ''];
  if (!variant || !credential.tokenUrl) {
    return notDone(`external credential ${credential.name}: variant ${credential.variant ?? 'none'} without a person`);
  }
  const id = stored.values['clientId']?.value;
  const secret = stored.values['clientSecret']?.value;
  if (!id || !secret) return notConfigured();
  const proof = variant({ id, secret });
  const answer = await send(state, {
    endpoint: credential.tokenUrl,
    method: 'POST',
    headers: [['content-type', 'application/x-www-form-urlencoded'], ['accept', 'application/json'], ...proof.headers],
    body: new URLSearchParams({ grant_type: 'client_credentials', ...proof.form }).toString(),
    timeoutMs: TOKEN_TIMEOUT_MS,
  });
  if ('refusal' in answer) return answer;
  const body = asObject(parseJson(answer.body)) ?? {};
  const token = body['access_token'];
  if (answer.status !== 200 || typeof token !== 'string') {
    const said = (name: string): string => (typeof body[name] === 'string' ? body[name] : '');
    return refuse(
      `Unable to fetch the OAuth token. Error: ${said('error')}. Error description: ${said('error_description')}.`,
    );
  }
  stored.accessToken = token;
  return token;
};
