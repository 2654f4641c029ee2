import type { OrgComponent } from '../facts.ts';
import { isDescribedAsOurs, isOursByMark } from '../plan/ownership.ts';
import type { Settings } from '../settings.ts';
import type { Adopted } from './adopted.ts';
import { type NamedCredential, readExternalCredential, readNamedCredential } from './readCredentials.ts';

type Components = ReadonlyMap<string, OrgComponent>;

/** How a loopback authenticates. */
export type Way = Pick<Settings, 'method' | 'credentialType' | 'principalType'>;

/** A hand-made loopback, or what looks like one. */
export type Candidate = {
  adopted: Adopted;
  /** Undefined where no method of ours works like it. */
  way: Way | undefined;
  /** Consumer key of its app, where its metadata says it. */
  consumerKey: string | undefined;
  /** What keeps it from being taken over; empty when nothing does. */
  problems: readonly string[];
};

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '');

/** What no loopback of ours could work with. */
const problemsOf = ({ url, isEnabled, addsHeader, isPerUser, externalCredential }: NamedCredential): string[] => [
  ...(isEnabled ? [] : ['its callouts are disabled']),
  ...(addsHeader ? [] : ['it adds no Authorization header: whoever calls it has to']),
  ...(new URL(url).pathname === '/'
    ? []
    : [`its URL ends in a path, ${new URL(url).pathname}, which would stand before every path`]),
  ...(isPerUser && externalCredential === undefined
    ? ['it is a legacy one in which every user authenticates alone, and nothing can check that']
    : []),
];

const textOf = (component: OrgComponent | undefined, element: string): string | undefined =>
  new RegExp(`<${element}>\\s*([^<]+?)\\s*</${element}>`).exec(component?.xml ?? '')?.[1];

const legacyCandidate = (fullName: string, named: NamedCredential, components: Components): Candidate => {
  const { authProvider, protocol } = named;
  const base = { NamedCredential: fullName };
  if (protocol !== 'Oauth' || authProvider === undefined) {
    const problem = `a legacy named credential of protocol ${protocol ?? ''} is none that this plugin can use`;
    return { adopted: base, way: undefined, consumerKey: undefined, problems: [problem] };
  }
  const provider = components.get(`AuthProvider/${authProvider}`);
  return {
    adopted: { ...base, AuthProvider: authProvider },
    way: { method: 'auth-provider', credentialType: 'legacy', principalType: 'named' },
    consumerKey: textOf(provider, 'consumerKey'),
    problems: [
      ...problemsOf(named),
      ...(provider === undefined ? [`its AuthProvider ${authProvider} cannot be read`] : []),
    ],
  };
};

/** One for each principal: which of several is meant nobody can know. */
const externalCandidates = (fullName: string, named: NamedCredential, components: Components): Candidate[] => {
  const { externalCredential = '' } = named;
  const found = components.get(`ExternalCredential/${externalCredential}`);
  const base = { NamedCredential: fullName, ExternalCredential: externalCredential };
  const broken = (problem: string): Candidate[] => [
    { adopted: base, way: undefined, consumerKey: undefined, problems: [problem] },
  ];
  if (found === undefined) return broken(`its ExternalCredential ${externalCredential} cannot be read`);
  const external = readExternalCredential(found);
  const { method, authProvider, identityProvider, certificate, issuer, principals } = external;
  if (method === undefined) {
    const kind = [external.protocol, external.variant].filter(Boolean).join(' ');
    return broken(
      `its ExternalCredential ${externalCredential} authenticates by ${kind}, which is no method of this plugin`,
    );
  }
  if (principals.length === 0) return broken(`its ExternalCredential ${externalCredential} has no principal`);
  const provider = components.get(`AuthProvider/${authProvider ?? ''}`);
  return principals.map(({ name, principalType }): Candidate => ({
    adopted: {
      ...base,
      ExternalCredentialPrincipal: `${externalCredential}-${name}`,
      ...(authProvider === undefined ? {} : { AuthProvider: authProvider }),
      ...(identityProvider === undefined ? {} : { ExternalAuthIdentityProvider: identityProvider }),
      ...(certificate === undefined ? {} : { Certificate: certificate }),
    },
    way: { method, credentialType: 'external', principalType },
    consumerKey: issuer ?? textOf(provider, 'consumerKey'),
    problems: problemsOf(named),
  }));
};

/** A loopback that this plugin made has its client, or at least its external credential, marked as ours. */
const isMadeByUs = (fullName: string, { externalCredential }: NamedCredential, components: Components): boolean => {
  const client = components.get(`ApexClass/${fullName}`);
  const external = components.get(`ExternalCredential/${externalCredential ?? ''}`);
  return (
    (client !== undefined && isOursByMark(client, fullName)) || (external !== undefined && isDescribedAsOurs(external))
  );
};

/** Named credentials by what they are to this org. `elsewhere`: `NamedCredential X: https://host`, of those that call others. */
export type NamedCandidates = { candidates: readonly Candidate[]; elsewhere: readonly string[] };

/** The named credentials of `components` that call this very org and that this plugin did not make. */
export const namedCandidates = (components: Components, instanceUrl: string): NamedCandidates => {
  const all = [...components].flatMap(([key, component]): Array<[string, NamedCredential]> => {
    const [type, fullName = ''] = key.split('/');
    return type === 'NamedCredential' ? [[fullName, readNamedCredential(component)]] : [];
  });
  const own = originOf(instanceUrl);
  const isHere = ([, { url }]: (typeof all)[number]): boolean => originOf(url) === own;
  return {
    candidates: all
      .filter(isHere)
      .filter(([fullName, named]) => !isMadeByUs(fullName, named, components))
      .flatMap(([fullName, named]) =>
        named.externalCredential === undefined
          ? [legacyCandidate(fullName, named, components)]
          : externalCandidates(fullName, named, components),
      ),
    elsewhere: all
      .filter((each) => !isHere(each))
      .map(([fullName, { url }]) => `NamedCredential ${fullName}: ${originOf(url) || 'no URL'}`),
  };
};

/** Where a page renders one, and what stands right behind it and could be taken for a part of it. */
const SESSION_ID = /\{!\s*(?:\$Api\.Session_ID|GETSESSIONID\s*\(\s*\))\s*\}([\w.]*)/i;

/** The Visualforce pages of `components` that render a session id and that this plugin did not make. */
export const pageCandidates = (components: Components): Candidate[] =>
  [...components].flatMap(([key, component]): Candidate[] => {
    const [type, fullName = ''] = key.split('/');
    const rendered = type === 'ApexPage' ? SESSION_ID.exec(component.body ?? '') : null;
    if (rendered === null) return [];
    const [, end = ''] = rendered;
    return isDescribedAsOurs(component)
      ? []
      : [
          {
            adopted: { ApexPage: fullName, ...(end === '' ? {} : { SessionIdEnd: end }) },
            way: { method: 'visualforce', credentialType: 'none', principalType: 'per-user' },
            consumerKey: undefined,
            problems: [],
          },
        ];
  });
