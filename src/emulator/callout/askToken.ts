import { asObject, parseJson } from '../http/answer.ts';
import type { OrgState } from '../state/orgState.ts';
import type { Tokens } from '../state/vault.ts';
import type { Refused } from './refusal.ts';
import { send } from './send.ts';

/** What the token endpoint said. */
export type TokenProblem = { problem: { error: string; description: string } };

export type TokenClient = {
  tokenUrl: string | undefined;
  /** Undefined where the grant proves the client otherwise (JWT). */
  client: { id: string; secret: string } | undefined;
  clientInHeader: boolean;
};

const TOKEN_TIMEOUT_MS = 60_000;

const basic = (id: string, secret: string): string =>
  `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`;

/** How the client proves itself: in the form, or in a header. */
const proofOf = ({ client, clientInHeader }: TokenClient): { form: Record<string, string>; header?: string } => {
  if (!client) return { form: {} };
  return clientInHeader
    ? { form: {}, header: basic(client.id, client.secret) }
    : { form: { client_id: client.id, client_secret: client.secret } };
};

/** A real request to a token endpoint, as the org makes it for its credentials. */
export const askToken = async (
  state: OrgState,
  client: TokenClient,
  grant: Readonly<Record<string, string>>,
): Promise<Tokens | TokenProblem | Refused> => {
  const { form, header } = proofOf(client);
  if (client.tokenUrl === undefined) return { problem: { error: '', description: 'no token URL' } };
  const answer = await send(state, {
    endpoint: client.tokenUrl,
    method: 'POST',
    headers: [
      ['content-type', 'application/x-www-form-urlencoded'],
      ['accept', 'application/json'],
      ...(header === undefined ? [] : ([['authorization', header]] as const)),
    ],
    body: new URLSearchParams({ ...grant, ...form }).toString(),
    timeoutMs: TOKEN_TIMEOUT_MS,
  });
  if ('refusal' in answer) return answer;
  const body = asObject(parseJson(answer.body)) ?? {};
  const text = (name: string): string => (typeof body[name] === 'string' ? body[name] : '');
  if (answer.status !== 200 || text('access_token') === '') {
    return { problem: { error: text('error'), description: text('error_description') } };
  }
  const refreshToken = text('refresh_token');
  return { accessToken: text('access_token'), ...(refreshToken !== '' && { refreshToken }) };
};
