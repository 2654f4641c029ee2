import type { LawCase } from '../lawCase.ts';
import { makeApp } from '../makeApp.ts';
import { askWhenKnown, errorIn, RUN_AS_ON } from '../parts.ts';

const ask = async (
  org: Parameters<LawCase['run']>[0],
  word: string,
  more: Record<string, string> = {},
): Promise<string> => {
  const { pair } = await makeApp(org, word);
  await askWhenKnown(org, pair);
  const form = { grant_type: 'client_credentials', client_id: pair.key, client_secret: pair.secret, ...more };
  return errorIn((await org.token(form)).body);
};

export const tokenCases: readonly LawCase[] = [
  {
    id: 'L09',
    what: 'a token where the policy does not allow client credentials',
    lawful: /^invalid_grant: no client credentials user enabled/,
    run: async (org) => {
      const policy = '<isClientCredentialsFlowEnabled>false</isClientCredentialsFlowEnabled>';
      const { pair } = await makeApp(org, 'NoFlow', { policy });
      return errorIn((await askWhenKnown(org, pair)).body);
    },
  },
  {
    id: 'L10',
    what: 'a fresh app at the token endpoint',
    lawful: { 'propagationMs: 0': /^known at once/, 'propagationMs: more': /^known after/ },
    run: async (org) => {
      const { pair } = await makeApp(org, 'Fresh');
      const { body, waitedMs } = await askWhenKnown(org, pair);
      if (body.error !== undefined) return errorIn(body);
      return waitedMs < 1000 ? 'known at once' : `known after ${Math.round(waitedMs / 1000)} s`;
    },
  },
  {
    id: 'L15',
    what: 'a redirect URI that is not registered',
    lawful: /redirect_uri_mismatch/,
    run: async (org) => {
      const { pair } = await makeApp(org, 'Redirect');
      await askWhenKnown(org, pair);
      const redirect = encodeURIComponent('https://example.com/callback/');
      const path = `/services/oauth2/authorize?response_type=code&client_id=${pair.key}&redirect_uri=${redirect}`;
      const { status, text } = await org.ask(path, { headers: { authorization: '' } });
      return `${status} ${/redirect_uri_mismatch/.exec(text)?.[0] ?? ''}`;
    },
  },
  {
    id: 'L16',
    what: 'a scope sent with client credentials',
    lawful: /^invalid_request: scope parameter not supported/,
    run: (org) => ask(org, 'Scope', { scope: 'api' }),
  },
  {
    id: 'L71',
    what: 'Permitted Users and the run-as user',
    lawful: {
      'permittedUsersForRunAs: false': /^token/,
      'permittedUsersForRunAs: true': /^invalid_(app_access|grant)/,
    },
    run: async (org) => {
      const policy = `${RUN_AS_ON}<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>`;
      const { pair } = await makeApp(org, 'Approved', { policy });
      return errorIn((await askWhenKnown(org, pair)).body);
    },
  },
];
