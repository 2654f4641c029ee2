import { asObject, json, notEmulated, parseJson, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import { escapeHtml } from '../pages/html.ts';
import { isLoginHost } from '../state/loginHosts.ts';
import { readProvider } from '../state/oauthProvider.ts';
import { startConsent } from './consentUrl.ts';
import { credentialKey } from './credentialKey.ts';

const bad = (message: string): Response => restError(400, 'INVALID_API_INPUT', message);

/** The URL at which a person consents for a principal. As a real org's it comes HTML-escaped (L26). */
const authUrl = ({ state, session, body }: Call): Response => {
  const input = asObject(parseJson(body));
  if (!input) return restError(400, 'JSON_PARSER_ERROR', 'The HTTP entity body is required.');
  const userId = session?.userId ?? '';
  const key = credentialKey(state, userId, {
    externalCredential: input['externalCredential'],
    principalName: input['principalName'],
    principalType: input['principalType'],
  });
  if (key instanceof Response) return key;
  const { external, principal } = key;
  const provider = external.provider && readProvider(state, external.provider.kind, external.provider.name);
  if (!provider) return bad(`The external credential ${external.name} doesn't use an OAuth browser flow.`);
  if (provider.plugin !== undefined) {
    return notEmulated(`The login of Auth. Provider ${provider.name}, which its Apex class ${provider.plugin} makes.`);
  }
  const { hostname } = new URL(provider.authorizeUrl ?? state.org.url);
  if (isLoginHost(hostname) && !state.hosts.has(hostname)) {
    return notEmulated(`A consent at ${hostname}: this org is there with --real-hosts only.`);
  }
  const url = startConsent(state, {
    userId,
    provider,
    target: {
      kind: 'external',
      externalCredential: external.name,
      principalName: principal.name,
      principalType: principal.type,
    },
    scope: external.scope,
    returnUrl: typeof input['returnUrl'] === 'string' ? input['returnUrl'] : '/lightning/setup/NamedCredential/home',
  });
  if (url === undefined) return bad(`The identity provider ${provider.name} has no client credentials.`);
  return json({
    authenticationUrl: escapeHtml(url),
    externalCredential: external.name,
    principalName: principal.name,
    principalType: principal.type,
  });
};

export const authUrlRoutes: readonly Route[] = [
  {
    method: 'POST',
    pattern: /^\/services\/data\/v[\d.]+\/named-credentials\/credential\/auth-url\/o-auth\/?$/,
    access: 'rest',
    handle: authUrl,
  },
];
