import { type Adopted, adoptedMembers, adoptedPrincipal } from '../../core/adopt/adopted.ts';
import type { Way } from '../../core/adopt/candidates.ts';
import { readExternalCredential, readNamedCredential } from '../../core/adopt/readCredentials.ts';
import { fail } from '../../core/failure.ts';
import { type Foreign, foreignPartsOf } from '../../core/plan/foreign.ts';
import type { Settings } from '../../core/settings.ts';
import type { OrgPort } from '../../ports/orgPort.ts';
import type { MetadataName } from '../../core/metadataName.ts';
import { retrievedComponent } from '../retrieved.ts';

const TELLING: ReadonlySet<string> = new Set([
  'NamedCredential',
  'ExternalCredential',
  'AuthProvider',
  'ExternalAuthIdentityProvider',
  'ApexPage',
  'CustomObject',
]);

const tellingMembers = (adopted: Adopted): readonly MetadataName[] =>
  adoptedMembers(adopted).filter(({ type }) => TELLING.has(type));

/** How what was taken over authenticates; what is not in the org any more where that cannot be told. */
const wayIn = (files: ReadonlyMap<string, string>, adopted: Adopted): Way | { gone: MetadataName } => {
  const gone = tellingMembers(adopted).find((member) => retrievedComponent(files, member) === undefined);
  if (gone !== undefined) return { gone };
  const found = (type: string, fullName = ''): ReturnType<typeof retrievedComponent> =>
    retrievedComponent(files, { type, fullName });
  const external = found('ExternalCredential', adopted.ExternalCredential);
  const named = found('NamedCredential', adopted.NamedCredential);
  if (external !== undefined) {
    const { method, principals } = readExternalCredential(external);
    const principal = principals.find(({ name }) => name === adoptedPrincipal(adopted));
    if (method === undefined || principal === undefined) {
      return { gone: { type: 'ExternalCredentialPrincipal', fullName: adopted.ExternalCredentialPrincipal ?? '' } };
    }
    return { method, credentialType: 'external', principalType: principal.principalType };
  }
  if (named !== undefined && readNamedCredential(named).authProvider !== undefined) {
    return { method: 'auth-provider', credentialType: 'legacy', principalType: 'named' };
  }
  if (adopted.CustomObject !== undefined) {
    return { method: 'username-password', credentialType: 'none', principalType: 'named' };
  }
  return { method: 'visualforce', credentialType: 'none', principalType: 'per-user' };
};

/** How what was taken over authenticates, and what of it calls another org (L66). */
export type AdoptedWay = { way: Way; foreign: readonly Foreign[] };

/** By one retrieve job; fails with AdoptedGone, naming it, where something is not there any more. */
export const adoptedWay = async (
  org: OrgPort,
  name: string,
  adopted: Adopted,
  signal: AbortSignal,
): Promise<AdoptedWay> => {
  const files = await org.retrieve(tellingMembers(adopted), signal);
  const way = wayIn(files, adopted);
  if ('gone' in way) return fail('AdoptedGone', { name, component: `${way.gone.type} ${way.gone.fullName}` });
  const foreign = tellingMembers(adopted).flatMap((member) => {
    const found = retrievedComponent(files, member);
    return found ? foreignPartsOf(member, found.xml, { instanceUrl: org.instanceUrl, id: org.orgId }) : [];
  });
  return { way, foreign };
};

const appTypeOf = (adopted: Adopted): Settings['appType'] =>
  adopted.ConnectedApp !== undefined
    ? 'connected-app'
    : adopted.ExternalClientApplication !== undefined
      ? 'external-client-app'
      : 'none';

/** The settings of a loopback that uses what was taken over. */
export const adoptedSettings = (settings: Settings, adopted: Adopted, way: Way): Settings => ({
  ...settings,
  ...way,
  appType: appTypeOf(adopted),
  principal: adopted.ExternalCredentialPrincipal === undefined ? settings.principal : adoptedPrincipal(adopted),
  mergeFields: 'body',
  adopted,
});
