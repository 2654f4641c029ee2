import { fail } from '../failure.ts';
import { checkCombination } from '../methods/combination.ts';
import { DEFAULT_METHOD, METHOD_ROWS, METHODS } from '../methods/methods.ts';
import type { Method, Settings } from '../settings.ts';
import { checkApiVersion, DEFAULT_API_VERSION } from './apiVersions.ts';
import { checkLabel, labelOf } from './checkLabel.ts';
import { checkName } from './checkName.ts';
import { quoteInput } from './quoteInput.ts';
import { SCOPES, SCOPES_SINCE } from './scopes.ts';

/** What a user may say; everything has a default. */
export type SettingsInput = {
  name?: string | undefined;
  label?: string | undefined;
  method?: string | undefined;
  appType?: string | undefined;
  credentialType?: string | undefined;
  principalType?: string | undefined;
  mergeFieldsInHeader?: boolean | undefined;
  scopes?: readonly string[] | undefined;
  apiVersion?: string | undefined;
};

export const DEFAULT_NAME = 'SelfCallout';
const DEFAULT_SCOPES: readonly string[] = ['api', 'refresh_token'];

const checkMethod = (method: string): Method =>
  METHODS.find((known) => known === method) ?? fail('UnknownMethod', { method: quoteInput(method), known: METHODS });

const checkScopes = (scopes: readonly string[], method: Method): string[] => {
  const unknown = scopes.find((scope) => !SCOPES.has(scope));
  if (unknown !== undefined) fail('InvalidScope', { scope: quoteInput(unknown), known: [...SCOPES.keys()] });
  // Without one of these a token is no use for the API (platform-facts §7.2).
  if (!scopes.includes('api') && !scopes.includes('full')) fail('ScopeWithoutApi', { scopes });
  // A consent gives no refresh token without it (L18), and a JWT for an approved user is refused (platform-facts §6).
  const keepsTokens = scopes.includes('refresh_token') || scopes.includes('offline_access');
  if (!keepsTokens && METHOD_ROWS[method].needsRefreshToken) fail('ScopeWithoutRefreshToken', { scopes, method });
  return [...new Set(scopes)];
};

const checkMethodVersion = (method: Method, apiVersion: string): string => {
  const { oldestApiVersion } = METHOD_ROWS[method];
  return Number(apiVersion) >= oldestApiVersion
    ? apiVersion
    : fail('MethodNeedsApiVersion', { method, apiVersion, oldest: `${oldestApiVersion}.0` });
};

/** A Connected App's file has scopes as words that the schema of its version lists; an External Client App's as text. */
const checkScopeVersions = (settings: Settings): Settings => {
  const { method, appType, apiVersion } = settings;
  for (const scope of appType === 'connected-app' ? settings.scopes : []) {
    const oldest = SCOPES_SINCE.get(scope) ?? apiVersion;
    if (Number(apiVersion) < Number(oldest)) fail('ScopeNeedsApiVersion', { scope, method, apiVersion, oldest });
  }
  return settings;
};

/** Applies defaults and checks; fails with the first thing that is wrong. */
export const makeSettings = (input: SettingsInput): Settings => {
  const name = checkName(input.name ?? DEFAULT_NAME);
  const method = checkMethod(input.method ?? DEFAULT_METHOD);
  return checkScopeVersions({
    method,
    ...checkCombination(method, input),
    principal: 'Main',
    mergeFields: input.mergeFieldsInHeader === true ? 'body-and-header' : 'body',
    name,
    label: checkLabel(input.label ?? labelOf(name)),
    scopes: checkScopes(input.scopes ?? DEFAULT_SCOPES, method),
    apiVersion: checkMethodVersion(method, checkApiVersion(input.apiVersion ?? DEFAULT_API_VERSION)),
  });
};
