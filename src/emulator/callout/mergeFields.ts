import type { CalloutRequest } from '../apex/host.ts';
import type { NamedCredential } from '../state/namedCredential.ts';

const TOKEN = '{!$Credential.OAuthToken}';

const filled = (text: string, token: string): string => text.split(TOKEN).join(token);

/** Bytes without the field stay as they are: they may be no text at all. */
const filledBody = (body: CalloutRequest['body'], token: string): CalloutRequest['body'] => {
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
  return text.includes(TOKEN) ? filled(text, token) : body;
};

/** L31: the token's merge field is replaced only where the named credential allows merge fields. */
export const fillMergeFields = (
  credential: NamedCredential,
  request: CalloutRequest,
  token: string,
): CalloutRequest => ({
  ...request,
  headers: credential.mergeInHeader
    ? request.headers.map(([name, value]) => [name, filled(value, token)] as const)
    : request.headers,
  body: credential.mergeInBody ? filledBody(request.body, token) : request.body,
});
