import { fail } from '../failure.ts';
import type { Method, Settings } from '../settings.ts';
import { checkApiVersion, DEFAULT_API_VERSION } from './apiVersions.ts';
import { checkLabel, labelOf } from './checkLabel.ts';
import { checkName } from './checkName.ts';
import { quoteInput } from './quoteInput.ts';
import { SCOPES } from './scopes.ts';

/** What a user may say; everything has a default. */
export type SettingsInput = {
  name?: string | undefined;
  label?: string | undefined;
  method?: string | undefined;
  scopes?: readonly string[] | undefined;
  apiVersion?: string | undefined;
};

export const DEFAULT_NAME = 'SelfCallout';
export const METHODS: readonly Method[] = ['client-credentials'];
const DEFAULT_SCOPES: readonly string[] = ['api', 'refresh_token'];

const checkMethod = (method: string): Method =>
  METHODS.find((known) => known === method) ?? fail('UnknownMethod', { method: quoteInput(method), known: METHODS });

const checkScopes = (scopes: readonly string[]): string[] => {
  const unknown = scopes.find((scope) => !SCOPES.has(scope));
  if (unknown !== undefined) fail('InvalidScope', { scope: quoteInput(unknown), known: [...SCOPES.keys()] });
  // Without one of these a token is no use for the API (platform-facts §7.2).
  if (!scopes.includes('api') && !scopes.includes('full')) fail('ScopeWithoutApi', { scopes });
  return [...new Set(scopes)];
};

/** Applies defaults and checks; fails with the first thing that is wrong. */
export const makeSettings = (input: SettingsInput): Settings => {
  const name = checkName(input.name ?? DEFAULT_NAME);
  return {
    method: checkMethod(input.method ?? 'client-credentials'),
    appType: 'external-client-app',
    credentialType: 'external',
    principal: 'Main',
    name,
    label: checkLabel(input.label ?? labelOf(name)),
    scopes: checkScopes(input.scopes ?? DEFAULT_SCOPES),
    apiVersion: checkApiVersion(input.apiVersion ?? DEFAULT_API_VERSION),
  };
};
