import type { Connection } from '@salesforce/core';
import { fail } from '../core/failure.ts';
import type { ConsentAddress, OrgPort } from '../ports/orgPort.ts';
import { networkErrorOf, refusalOf, refuse } from './refusal.ts';
import { dataPath, jsonRequest, send } from './send.ts';

/** L23: Connect's own spelling. */
const principalTypes = { named: 'NamedPrincipal', 'per-user': 'PerUserPrincipal' } as const;

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** L26: the URL comes HTML-escaped. One pass, so that `&amp;lt;` becomes `&lt;` and no more. */
const unescapeHtml = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? '');

const principalOf = ({ externalCredential, principal, principalType }: ConsentAddress): Record<string, string> => ({
  externalCredential,
  principalType: principalTypes[principalType],
  principalName: principal,
});

/** Where the browser goes after the consent. */
const RETURN_URL = '/lightning/setup/NamedCredential/home';

export const makeConsentUrl =
  (connection: Connection): OrgPort['consentUrl'] =>
  async (at) => {
    const url = dataPath(connection, '/named-credentials/credential/auth-url/o-auth');
    try {
      const request = jsonRequest('POST', url, { ...principalOf(at), returnUrl: RETURN_URL });
      const { authenticationUrl = '' } = await send<{ authenticationUrl?: string }>(connection, request);
      return unescapeHtml(authenticationUrl);
    } catch (error) {
      const { code, message } = refusalOf(error);
      if (['NOT_FOUND', 'ERROR_HTTP_404', 'INVALID_API_INPUT'].includes(code)) {
        return fail('NoConsentPage', { externalCredential: at.externalCredential, code, message });
      }
      return refuse(error, 'consentUrl', connection.instanceUrl);
    }
  };

export const makeSingleAccessUrl =
  (connection: Connection): OrgPort['singleAccessUrl'] =>
  async (path) => {
    const request = {
      method: 'POST' as const,
      url: '/services/oauth2/singleaccess',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ redirect_uri: path }).toString(),
    };
    try {
      const answer = await send<{ frontdoor_uri?: string }>(connection, request);
      return answer.frontdoor_uri;
    } catch (error) {
      return networkErrorOf(error) ? refuse(error, 'singleAccess', connection.instanceUrl) : undefined;
    }
  };

export const makeDropCredential =
  (connection: Connection): OrgPort['dropCredential'] =>
  async (at) => {
    const url = dataPath(
      connection,
      `/named-credentials/credential?${new URLSearchParams(principalOf(at)).toString()}`,
    );
    try {
      await send(connection, { method: 'DELETE', url });
    } catch (error) {
      if (!['NOT_FOUND', 'ERROR_HTTP_404'].includes(refusalOf(error).code)) {
        refuse(error, 'dropCredential', connection.instanceUrl);
      }
    }
  };
