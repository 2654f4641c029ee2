import { type Candidate, namedCandidates, pageCandidates } from '../../core/adopt/candidates.ts';
import type { OrgComponent } from '../../core/facts.ts';
import type { Wanted } from '../../core/adopt/choose.ts';
import { loginCandidates } from '../../core/adopt/loginCandidates.ts';
import type { OrgPort } from '../../ports/orgPort.ts';
import type { MetadataName } from '../../core/metadataName.ts';
import { retrievedComponent } from '../retrieved.ts';

/** What of an org may have to do with a hand-made loopback. */
export type OrgAtLarge = {
  candidates: readonly Candidate[];
  /** Named credentials that call other hosts, in words. */
  elsewhere: readonly string[];
  /** By `Type/FullName`. */
  components: ReadonlyMap<string, OrgComponent>;
  /** Names of External Client Apps. */
  apps: readonly string[];
};

/** As many as one call takes (L58). */
const LISTED = [
  ['NamedCredential', 'ExternalCredential', 'AuthProvider'],
  ['ConnectedApp', 'ExternalClientApplication', 'RemoteSiteSetting'],
] as const;

const read = async (
  org: OrgPort,
  members: readonly MetadataName[],
  signal: AbortSignal,
): Promise<Array<[string, OrgComponent]>> => {
  if (members.length === 0) return [];
  const files = await org.retrieve(members, signal);
  return members.flatMap(({ type, fullName }): Array<[string, OrgComponent]> => {
    const component = retrievedComponent(files, { type, fullName });
    return component ? [[`${type}/${fullName}`, component]] : [];
  });
};

/**
 * Two lists and one retrieve job; pages, which may be many, are read where there is no named credential that calls this org,
 * or where they are asked for, custom settings where they are asked for.
 */
export const readCandidates = async (
  org: OrgPort,
  { method, use }: Wanted,
  signal: AbortSignal,
): Promise<OrgAtLarge> => {
  const [first, second] = await Promise.all(LISTED.map((types) => org.listMetadata(types, signal)));
  const listed = [...(first ?? []), ...(second ?? [])];
  const apps = listed.filter(({ type }) => type === 'ExternalClientApplication').map(({ fullName }) => fullName);
  // A client class of a credential's name tells a loopback that this plugin made.
  const clients = listed
    .filter(({ type }) => type === 'NamedCredential')
    .map(({ fullName }) => ({ type: 'ApexClass', fullName }));
  const members = [...listed.filter(({ type }) => type !== 'ExternalClientApplication'), ...clients];
  const components = new Map(await read(org, members, signal));
  const named = namedCandidates(components, org.instanceUrl);
  const isNamed = (type: string): boolean =>
    use.some((each) => each.toLowerCase().startsWith(`${type.toLowerCase()}:`));
  const isNone = method === undefined && use.length === 0 && named.candidates.length === 0;
  const all = async (type: string): Promise<ReadonlyMap<string, OrgComponent>> => {
    const found = (await org.listMetadata([type], signal)).filter(
      ({ fullName }) => type === 'ApexPage' || fullName.endsWith('__c'),
    );
    return new Map(await read(org, found, signal));
  };
  const pages = method === 'visualforce' || isNamed('ApexPage') || isNone ? pageCandidates(await all('ApexPage')) : [];
  // Reads every custom object, so only where it is asked for.
  const logins =
    method === 'username-password' || isNamed('CustomObject') ? loginCandidates(await all('CustomObject')) : [];
  return { ...named, candidates: [...named.candidates, ...pages, ...logins], components, apps };
};
