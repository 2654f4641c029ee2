import type { Component } from '../core/components.ts';
import type { OrgComponent, OrgFacts } from '../core/facts.ts';
import type { Settings } from '../core/settings.ts';
import type { MetadataName, OrgPort } from '../ports/orgPort.ts';
import {
  globalSettingsName,
  globalSettingsType,
  listedTypes,
  policyCandidates,
  satellitesOf,
} from './appSatellites.ts';
import type { People } from './readPeople.ts';
import { retrievedComponent } from './retrieved.ts';

const keyOf = ({ type, fullName }: MetadataName): string => `${type}/${fullName}`;

/** `appMadeAt`: when the app got its key and secret, in milliseconds since the epoch; undefined when it has none. */
export type FoundFacts = { facts: OrgFacts; appMadeAt: number | undefined };

/**
 * What the org has of the loopback: three requests besides polls, a list, a retrieve job and one to Connect.
 * The app's global OAuth settings are only looked for, never read (L35).
 */
export const readFacts = async (
  org: OrgPort,
  { name, principal }: Settings,
  desired: readonly Component[],
  people: People,
  signal: AbortSignal,
): Promise<FoundFacts> => {
  const listed = await org.listMetadata(listedTypes, signal);
  const candidates = policyCandidates(listed, name);
  const named = desired.filter(({ secretBearing }) => !secretBearing).map(({ type, fullName }) => ({ type, fullName }));
  const members = [...new Map([...named, ...candidates].map((member) => [keyOf(member), member])).values()];
  const [files, credential] = await Promise.all([
    org.retrieve(members, signal),
    org.credentialStatus({ externalCredential: name, principal }, signal),
  ]);
  const components = new Map(
    members.flatMap((member): [string, OrgComponent][] => {
      const component = retrievedComponent(files, member);
      return component ? [[keyOf(member), component]] : [];
    }),
  );
  const xmlOf = (type: string, fullName: string): string | undefined => components.get(keyOf({ type, fullName }))?.xml;
  const satellites = satellitesOf(candidates, xmlOf, name);
  const global = globalSettingsName(listed, name);
  if (global) satellites.set(globalSettingsType, global.fullName);
  const { org: orgFacts, user, runAs, assigned } = people;
  const unread = new Set(global ? [keyOf(global)] : []);
  const facts = { org: orgFacts, user, runAs, assigned, components, unread, satellites, credential };
  return { facts, appMadeAt: global?.createdDate };
};
