import { json, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import { componentOf, componentsOf, textOf } from '../state/components.ts';
import type { Consumer, OrgState } from '../state/orgState.ts';
import { hasPermission } from '../state/permissions.ts';
import { needsSetup } from './needsSetup.ts';
import { stagedHandlers } from './stagedCredentials.ts';

const PATH = '/apps/oauth';

/** Setup > External Client App Settings > Allow access to External Client App consumer secrets via REST API. */
const isOpen = (state: OrgState): boolean => {
  const settings = componentOf(state, 'Settings', 'ExternalClientApp');
  return settings !== undefined && textOf(settings.xml, 'enableClientSecretInRestApiAccess') === 'true';
};

/** L11: the org's setting, and the user's permission to see client secrets. */
const guarded =
  (handle: (call: Call) => Response) =>
  (call: Call): Response =>
    isOpen(call.state) && hasPermission(call.state, call.session?.userId ?? '', 'ViewClientSecret')
      ? handle(call)
      : restError(403, 'FUNCTIONALITY_NOT_ENABLED', 'This feature is not currently enabled for this user.');

const sameId = (a: string, b: string): boolean => a.slice(0, 15) === b.slice(0, 15);

const consumersOf = (state: OrgState, appId: string): Consumer[] => {
  const app = componentsOf(state, 'ExternalClientApplication').find(({ id }) => sameId(id, appId));
  return state.consumers.filter(({ appName }) => app && appName.toLowerCase() === app.fullName.toLowerCase());
};

/** Both kinds of app; the credentials below are those of External Client Apps alone (platform-facts §2.5). */
const usage = ({ state }: Call): Response =>
  json({
    apps: ['ExternalClientApplication', 'ConnectedApp']
      .flatMap((type) => componentsOf(state, type))
      .map(({ id, fullName, xml }) => ({
        developerName: fullName,
        identifier: id,
        name: textOf(xml, 'label') ?? fullName,
      })),
  });

const list = ({ state, params, url }: Call): Response => {
  const base = url.pathname.replace(/^\/+/, '/').replace(/\/$/, '');
  const consumers = consumersOf(state, params['app'] ?? '').map(({ id, key, appName }) => ({
    id,
    key,
    name: appName,
    url: `${base}/${id}`,
    stagedCredentialsUrl: `${base}/${id}/staged`,
  }));
  return consumers.length > 0
    ? json({ consumers })
    : restError(404, 'NOT_FOUND', 'The requested resource does not exist');
};

const PARTS: Readonly<Record<string, (consumer: Consumer) => Record<string, string>>> = {
  key: ({ id, key }) => ({ id, key }),
  secret: ({ id, secret }) => ({ id, secret }),
  keyandsecret: ({ id, key, secret }) => ({ id, key, secret }),
};

const named = ({ state, params }: Call): Consumer | undefined =>
  consumersOf(state, params['app'] ?? '').find(({ id }) => sameId(id, params['consumer'] ?? ''));

const one = (call: Call): Response => {
  const { url } = call;
  const consumer = named(call);
  if (!consumer) return restError(404, 'NOT_FOUND', 'The requested resource does not exist');
  const part = PARTS[(url.searchParams.get('part') ?? 'key').toLowerCase()];
  return part ? json(part(consumer)) : restError(400, 'INVALID_API_INPUT', 'part is key, secret or keyandsecret');
};

const pattern = (rest: string): RegExp => new RegExp(`^/services/data/v[\\d.]+${PATH}${rest}/?$`);

export const appCredentialRoutes: readonly Route[] = [
  { method: 'GET', pattern: pattern('/usage'), access: 'rest', handle: needsSetup(usage) },
  { method: 'GET', pattern: pattern('/credentials/(?<app>\\w+)'), access: 'rest', handle: guarded(list) },
  {
    method: 'GET',
    pattern: pattern('/credentials/(?<app>\\w+)/(?<consumer>\\w+)'),
    access: 'rest',
    handle: guarded(one),
  },
  ...stagedHandlers(named).map(({ method, rest, handle }): Route => ({
    method,
    pattern: pattern(`/credentials/(?<app>\\w+)/(?<consumer>\\w+)${rest}`),
    access: 'rest',
    handle: guarded(handle),
  })),
];
