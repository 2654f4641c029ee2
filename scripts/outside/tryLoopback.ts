import JSZip from 'jszip';
import { deployZip } from '../recipes/deployZip.ts';
import type { OutsideOrg } from './deploySource.ts';
import type { LoopbackNames } from './loopbackNames.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

type Json = Readonly<Record<string, unknown>>;

/** Lets an administrator read key and secret of the org's apps over REST, as Setup does. */
const openSecrets = async ({ emulator }: OutsideOrg, version: string): Promise<void> => {
  const zip = new JSZip();
  zip.file(
    'package.xml',
    `<?xml version="1.0"?><Package xmlns="${NAMESPACE}"><types><members>ExternalClientApp</members><name>Settings</name></types><version>${version}</version></Package>`,
  );
  zip.file(
    'settings/ExternalClientApp.settings',
    `<?xml version="1.0"?><ExternalClientAppSettings xmlns="${NAMESPACE}"><enableClientSecretInRestApiAccess>true</enableClientSecretInRestApiAccess></ExternalClientAppSettings>`,
  );
  const { status } = await deployZip(emulator, await zip.generateAsync({ type: 'uint8array' }), version, {});
  if (status !== 'Succeeded') throw new Error('the settings of External Client Apps could not be deployed');
};

/**
 * Goes the rest of the way that a deployed loopback by client credentials needs, through public APIs: the permission set is
 * assigned, the app's own key and secret are stored, and Apex calls the org. Gives the status that the callout had.
 */
export const tryLoopback = async (org: OutsideOrg, version: string, names: LoopbackNames): Promise<string> => {
  const base = `/services/data/v${version}`;
  const ask = async (method: string, path: string, body?: unknown): Promise<Json> => {
    const response = await fetch(org.url + base + path, {
      method,
      headers: { authorization: `Bearer ${org.emulator.adminToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Json;
  };
  const idOf = async (soql: string): Promise<string> => {
    const { records } = (await ask('GET', `/query?q=${encodeURIComponent(soql)}`)) as { records: { Id: string }[] };
    return records[0]?.Id ?? '';
  };
  await openSecrets(org, version);
  const me = (await (
    await fetch(`${org.url}/services/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${org.emulator.adminToken}` },
    })
  ).json()) as { user_id: string };
  await ask('POST', '/sobjects/PermissionSetAssignment', {
    AssigneeId: me.user_id,
    PermissionSetId: await idOf(`SELECT Id FROM PermissionSet WHERE Name = '${names.permissionSet}'`),
  });
  const usage = (await ask('GET', '/apps/oauth/usage')) as { apps: { identifier: string }[] };
  const app = `/apps/oauth/credentials/${usage.apps[0]?.identifier ?? ''}`;
  const { consumers } = (await ask('GET', app)) as { consumers: { id: string }[] };
  const client = (await ask('GET', `${app}/${consumers[0]?.id ?? ''}?part=keyandsecret`)) as {
    key: string;
    secret: string;
  };
  await ask('POST', '/named-credentials/credential', {
    authenticationProtocol: 'OAuth',
    authenticationProtocolVariant: 'ClientCredentialsClientSecret',
    externalCredential: names.externalCredential,
    principalName: names.principal,
    principalType: 'NamedPrincipal',
    credentials: {
      clientId: { value: client.key, encrypted: false },
      clientSecret: { value: client.secret, encrypted: true },
    },
  });
  const code = `HttpRequest r = new HttpRequest(); r.setMethod('GET'); r.setEndpoint('callout:${names.namedCredential}${base}/limits'); throw new IllegalArgumentException('status ' + new Http().send(r).getStatusCode());`;
  const ran = await ask('GET', `/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(code)}`);
  return String(ran['exceptionMessage'] ?? ran['compileProblem']).replace(/^.*?: /, '');
};
