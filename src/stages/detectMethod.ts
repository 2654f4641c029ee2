import { type Adopted, adoptedApp } from '../core/adopt/adopted.ts';
import { readExternalCredential } from '../core/adopt/readCredentials.ts';
import { recordedIn } from '../core/adopt/record.ts';
import type { OrgComponent } from '../core/facts.ts';
import { fail } from '../core/failure.ts';
import { componentNames } from '../core/names.ts';
import { appMembers, appNames, appOf } from '../core/plan/appVariants.ts';
import type { Settings } from '../core/settings.ts';
import { settingsInOrg } from '../core/settings/settingsInOrg.ts';
import { foreignIn, type Foreign, type Known } from '../core/plan/foreign.ts';
import { certificateMembers } from '../core/plan/unusedCertificates.ts';
import { credentialMembers } from '../core/plan/suffix.ts';
import type { OrgPort } from '../ports/orgPort.ts';
import type { MetadataName } from '../core/metadataName.ts';
import { adoptedWay } from './adopt/adoptedWay.ts';
import { retrievedComponent, retrievedComponents } from './retrieved.ts';

/** How a loopback that is in an org authenticates, as its own components say it. */
export type Detected = Pick<Settings, 'method' | 'credentialType' | 'principalType'> & {
  /** What its app is called in this org, where it has one that is known. */
  app: string;
  /** Addresses of another org that it calls (L66), and ids of one in its app (L05). */
  foreign: readonly Foreign[];
  /** What it took over, by its client class. */
  adopted?: Adopted;
};

type Found = Pick<Detected, 'method' | 'credentialType' | 'principalType'>;

const external = (found: OrgComponent): Found | undefined => {
  const { method, principals } = readExternalCredential(found);
  const isPerUser = principals.some(({ principalType }) => principalType === 'per-user');
  return method && { method, credentialType: 'external', principalType: isPerUser ? 'per-user' : 'named' };
};

/** What tells the method of a loopback of our own. */
const detectionMembers = (name: string): readonly MetadataName[] => {
  const { externalCredential, namedCredential, login, page } = componentNames(name);
  return [
    { type: 'ExternalCredential', fullName: externalCredential },
    { type: 'NamedCredential', fullName: namedCredential },
    { type: 'CustomObject', fullName: login },
    { type: 'ApexPage', fullName: page },
    ...appMembers(appNames(name)),
  ];
};

const methodIn = (files: ReadonlyMap<string, string>, name: string): Found | undefined => {
  const [inUse, named, login, page] = detectionMembers(name).map((member) => retrievedComponent(files, member));
  if (inUse) return external(inUse);
  if (named) return { method: 'auth-provider', credentialType: 'legacy', principalType: 'named' };
  if (login) return { method: 'username-password', credentialType: 'none', principalType: 'named' };
  return page ? { method: 'visualforce', credentialType: 'none', principalType: 'per-user' } : undefined;
};

/** By the components that are called as ours are. Where two methods have left some, the one with the credential counts. */
const ownWay = (files: ReadonlyMap<string, string>, name: string, org: Known['org']): Detected | undefined => {
  const found = methodIn(files, name);
  if (found === undefined) return undefined;
  const components = retrievedComponents(files, detectionMembers(name));
  return { ...found, app: appOf(name, { components, org }), foreign: foreignIn(name, { components, org }) };
};

/** Fails where the loopback calls another org: a secret that is stored there would be posted to it (L66). */
export const failIfForeign = (name: string, { method, foreign, adopted }: Omit<Detected, 'app'>): void => {
  // An app's id of another org sends nothing anywhere.
  const leading = foreign.filter(({ kind }) => adopted !== undefined || kind === 'address');
  if (leading.length === 0) return;
  const parts = leading.map(({ type, fullName, value }) => `${type} ${fullName}: ${value}`);
  fail(adopted === undefined ? 'ForeignLoopback' : 'AdoptedForeign', { name, method, parts });
};

/** The method of a loopback, and the files that were retrieved to know it, with those of `besides` that are there. */
export type Detection = { detected: Detected | undefined; files: ReadonlyMap<string, string> };

/** One retrieve job; two where the client class says that the loopback has taken over what somebody else made. */
export const detect = async (
  org: OrgPort,
  name: string,
  besides: readonly MetadataName[],
  signal: AbortSignal,
): Promise<Detection> => {
  const client = { type: 'ApexClass', fullName: componentNames(name).client };
  const files = await org.retrieve([...detectionMembers(name), client, ...besides], signal);
  const adopted = recordedIn(retrievedComponent(files, client)?.body);
  if (adopted === undefined)
    return { detected: ownWay(files, name, { instanceUrl: org.instanceUrl, id: org.orgId }), files };
  const { way, foreign } = await adoptedWay(org, name, adopted, signal);
  return { detected: { ...way, app: adoptedApp(adopted) ?? '', foreign, adopted }, files };
};

/** What its components say of it besides; nothing of a loopback that took over what somebody else made. */
export type WithSettings = Detected & {
  own?: { components: ReadonlyMap<string, OrgComponent>; hasApp: boolean; settings: () => Settings };
};

/** The loopback `name` with the settings that its components in the org say. */
export const detectSettings = async (
  org: OrgPort,
  name: string,
  signal: AbortSignal,
): Promise<WithSettings | undefined> => {
  // A burnt suffix was answered with a number, as an app's name is.
  const providers = appNames(name);
  const besides = [
    { type: 'ConnectedApp', fullName: componentNames(name).app },
    ...providers.map((fullName) => ({ type: 'AuthProvider', fullName })),
    ...credentialMembers(name, providers),
    ...certificateMembers(name),
  ];
  const { detected, files } = await detect(org, name, besides, signal);
  if (detected === undefined || detected.adopted !== undefined) return detected;
  const components = retrievedComponents(files, [...detectionMembers(name), ...besides]);
  const { method, credentialType, principalType, app } = detected;
  const known = { name, method, credentialType, principalType, app, components };
  const hasApp = [`ExternalClientApplication/${app}`, `ConnectedApp/${name}`].some((key) => components.has(key));
  const settings = (): Settings => settingsInOrg({ ...known, apiVersion: org.apiVersion });
  // An Auth Provider that nobody uses any more is what a repair leaves that was killed just then.
  const foreign = foreignIn(name, { components, org: { instanceUrl: org.instanceUrl, id: org.orgId } });
  return { ...detected, foreign, own: { components, hasApp, settings } };
};

/** The method of the loopback `name`, or undefined when the org has none. */
export const detectMethod = async (org: OrgPort, name: string, signal: AbortSignal): Promise<Detected | undefined> =>
  (await detect(org, name, [], signal)).detected;
