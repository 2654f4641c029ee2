import { oauthError } from '../oauth/oauthError.ts';
import { problemPage } from '../pages/problemPage.ts';
import { APEX_NAMESPACE, METADATA_NAMESPACE, PARTNER_NAMESPACE, soapFault } from '../soap/soapAnswer.ts';
import { restError } from './answer.ts';

/** An error as each API has it: REST with a status, SOAP with a fault (HTTP 500 unless said), OAuth with its own words. */
export type ApiError = {
  rest: { status: number; code: string; message: string };
  soap: { message: string; status?: number };
  oauth: { status: number; error: string; description: string };
};

const NAMESPACES: Readonly<Record<string, string>> = {
  m: METADATA_NAMESPACE,
  s: APEX_NAMESPACE,
  u: PARTNER_NAMESPACE,
};

/** The error in the shape of the API that the path belongs to; a page where it belongs to none. */
export const apiError = (path: string, { rest, soap, oauth }: ApiError): Response => {
  const soapApi = /^\/services\/Soap\/(\w)/.exec(path)?.[1];
  if (soapApi !== undefined) {
    return soapFault(NAMESPACES[soapApi] ?? PARTNER_NAMESPACE, rest.code, soap.message, soap.status);
  }
  if (path.startsWith('/services/oauth2/')) return oauthError(oauth.error, oauth.description, oauth.status);
  if (path.startsWith('/services/') || path.startsWith('/cometd/'))
    return restError(rest.status, rest.code, rest.message);
  const { status, code: error, message: description } = rest;
  return problemPage({ title: 'Error', error, description, advice: 'Try again later.', status });
};
