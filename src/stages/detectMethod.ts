import type { OrgComponent } from '../core/facts.ts';
import { fail } from '../core/failure.ts';
import { componentNames } from '../core/names.ts';
import { appMembers, appNames, appOf } from '../core/plan/appVariants.ts';
import type { Settings } from '../core/settings.ts';
import { foreignIn, type Foreign } from '../core/plan/foreign.ts';
import { parseMetadata } from '../core/xml/xmlElement.ts';
import type { MetadataName, OrgPort } from '../ports/orgPort.ts';
import { retrievedComponent } from './retrieved.ts';

/** How a loopback that is in an org authenticates, as its own components say it. */
export type Detected = Pick<Settings, 'method' | 'credentialType' | 'principalType'> & {
  /** What its app is called in this org, where it has one. */
  app: string;
  /** Addresses of another org that it calls (L66). */
  foreign: readonly Foreign[];
};

type Found = Pick<Detected, 'method' | 'credentialType' | 'principalType'>;

const parametersOf = ({ xml }: OrgComponent): Array<Map<string, string>> =>
  parseMetadata(xml).children.map(({ children }) => new Map(children.map(({ name, text }) => [name, text])));

const external = (found: OrgComponent): Found | undefined => {
  const parameters = parametersOf(found);
  const has = (type: string, value?: string): boolean =>
    parameters.some(
      (each) => each.get('parameterType') === type && (value === undefined || each.get('parameterValue') === value),
    );
  const principalType = has('PerUserPrincipal') ? 'per-user' : 'named';
  const detected = (method: Detected['method']): Found => ({
    method,
    credentialType: 'external',
    principalType,
  });
  if (has('AuthProvider')) return detected('auth-provider');
  if (has('ExternalAuthIdentityProvider')) return detected('identity-provider');
  if (has('AuthProtocolVariant', 'JwtBearer')) return detected('jwt-bearer');
  return has('AuthProtocolVariant', 'ClientCredentialsClientSecret') ? detected('client-credentials') : undefined;
};

/** What tells the method of a loopback. */
export const detectionMembers = (name: string): readonly MetadataName[] => {
  const { externalCredential, namedCredential, login, page } = componentNames(name);
  return [
    { type: 'ExternalCredential', fullName: externalCredential },
    { type: 'NamedCredential', fullName: namedCredential },
    { type: 'CustomObject', fullName: login },
    { type: 'ApexPage', fullName: page },
    ...appMembers(appNames(name)).filter(({ type, fullName }) => type !== 'NamedCredential' || fullName !== name),
  ];
};

const methodIn = (files: ReadonlyMap<string, string>, name: string): Found | undefined => {
  const [inUse, named, login, page] = detectionMembers(name).map((member) => retrievedComponent(files, member));
  if (inUse) return external(inUse);
  if (named) return { method: 'auth-provider', credentialType: 'legacy', principalType: 'named' };
  if (login) return { method: 'username-password', credentialType: 'none', principalType: 'named' };
  return page ? { method: 'visualforce', credentialType: 'none', principalType: 'per-user' } : undefined;
};

/**
 * The method of the loopback `name`, by what was retrieved of it, or undefined when the org has none. Where two methods
 * have left components, the one with the credential counts.
 */
export const detectedIn = (
  files: ReadonlyMap<string, string>,
  name: string,
  instanceUrl: string,
): Detected | undefined => {
  const found = methodIn(files, name);
  if (found === undefined) return undefined;
  const components = new Map(
    detectionMembers(name).flatMap((member): Array<[string, OrgComponent]> => {
      const component = retrievedComponent(files, member);
      return component ? [[`${member.type}/${member.fullName}`, component]] : [];
    }),
  );
  const org = { instanceUrl, id: '' };
  const foreign = foreignIn(name, { components, org }).filter(({ kind }) => kind === 'address');
  return { ...found, app: appOf(name, { components, org }), foreign };
};

/** Fails where the loopback calls another org: a secret that is stored there would be posted to it (L66). */
export const failIfForeign = (name: string, { method, foreign }: Detected): void => {
  if (foreign.length === 0) return;
  const parts = foreign.map(({ type, fullName, value }) => `${type} ${fullName}: ${value}`);
  fail('ForeignLoopback', { name, method, parts });
};

/** As `detectedIn`, by one retrieve job. */
export const detectMethod = async (org: OrgPort, name: string, signal: AbortSignal): Promise<Detected | undefined> =>
  detectedIn(await org.retrieve(detectionMembers(name), signal), name, org.instanceUrl);
