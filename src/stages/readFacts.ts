import type { Component } from '../core/components.ts';
import type { OrgFacts } from '../core/facts.ts';
import type { Settings } from '../core/settings.ts';
import type { OrgPort } from '../ports/orgPort.ts';
import type { MetadataName } from '../core/metadataName.ts';
import {
  globalSettingsName,
  globalSettingsType,
  listedTypes,
  policyCandidates,
  satellitesOf,
} from './appSatellites.ts';
import { oauthSettings } from '../core/plan/passwordFlow.ts';
import { appMembers, appNames, appOf } from '../core/plan/appVariants.ts';
import { credentialMembers, isVariantOf } from '../core/plan/suffix.ts';
import { certificateMembers } from '../core/plan/unusedCertificates.ts';
import { possibleComponents } from '../core/plan/superfluous.ts';
import { readStores } from './readStores.ts';
import type { People } from './readPeople.ts';
import { retrievedComponents } from './retrieved.ts';

/** The API version from which on a type is there; the others are as old as what this plugin supports. */
const firstVersions: ReadonlyMap<string, number> = new Map([['ExternalAuthIdentityProvider', 61]]);

export const isInVersion = (type: string, apiVersion: string): boolean =>
  Number(apiVersion) >= (firstVersions.get(type) ?? 0);

const keyOf = ({ type, fullName }: MetadataName): string => `${type}/${fullName}`;

/** `appMadeAt`: when the app got its key and secret, in milliseconds since the epoch; undefined when it has none. */
export type FoundFacts = { facts: OrgFacts; appMadeAt: number | undefined };

/**
 * What the org has of the loopback, and of what another method may have left of it: three requests besides polls, a list,
 * a retrieve job and one to Connect; one more where an identity provider has to be looked for.
 * The app's global OAuth settings are only looked for, never read (L35).
 */
export const readFacts = async (
  org: OrgPort,
  settings: Settings,
  desired: readonly Component[],
  people: People,
  signal: AbortSignal,
): Promise<FoundFacts> => {
  const { name, principal } = settings;
  const listed = await org.listMetadata(listedTypes, signal);
  const candidates = policyCandidates(listed, name);
  const named = desired.filter(({ secretBearing }) => !secretBearing).map(({ type, fullName }) => ({ type, fullName }));
  const possible = possibleComponents(name).filter(({ type }) => isInVersion(type, org.apiVersion));
  const providers = people.authProviders.filter((fullName) => isVariantOf(name, fullName));
  const suffixes = [
    ...providers.map((fullName) => ({ type: 'AuthProvider', fullName })),
    ...credentialMembers(name, providers),
  ];
  const flows = settings.method === 'username-password' ? [oauthSettings] : [];
  const rotated = appNames(name).filter((app) => app !== name && globalSettingsName(listed, app) !== undefined);
  const certificates =
    settings.method === 'jwt-bearer' ? [...certificateMembers(name), ...credentialMembers(name, appNames(name))] : [];
  const members = [
    ...new Map(
      [...[...named, ...possible, ...suffixes, ...candidates, ...flows, ...appMembers(rotated)], ...certificates]
        .map(({ type, fullName }) => ({ type, fullName }))
        .map((member) => [keyOf(member), member]),
    ).values(),
  ];
  const [files, stores] = await Promise.all([
    org.retrieve(members, signal),
    readStores(org, settings, principal, people.org.id, signal),
  ]);
  const components = retrievedComponents(files, members);
  const xmlOf = (type: string, fullName: string): string | undefined => components.get(keyOf({ type, fullName }))?.xml;
  const app = appOf(name, { components, org: people.org });
  const satellites = satellitesOf(candidates, xmlOf, app);
  const global = globalSettingsName(listed, app);
  if (global) satellites.set(globalSettingsType, global.fullName);
  const { org: orgFacts, user, runAs, assigned, appUsers = new Set<string>() } = people;
  const usedSuffixes = new Set(people.authProviders);
  const unread = new Set(global ? [keyOf(global)] : []);
  const facts = {
    org: orgFacts,
    user,
    runAs,
    assigned,
    appUsers,
    components,
    unread,
    satellites,
    usedSuffixes,
    ...stores,
  };
  return { facts, appMadeAt: global?.createdDate };
};
