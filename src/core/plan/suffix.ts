import type { MetadataName } from '../metadataName.ts';
import type { Component } from '../components.ts';
import type { OrgComponent, OrgFacts } from '../facts.ts';
import { isOurs } from './ownership.ts';
import { providerInUse } from './providerInUse.ts';

const TYPE = 'AuthProvider';

/** The name, with or without the number that a burnt suffix was answered with. */
export const isVariantOf = (name: string, candidate: string): boolean =>
  candidate.startsWith(name) && /^\d*$/.test(candidate.slice(name.length));

const firstFree = (name: string, isTaken: (candidate: string) => boolean, number = 1): string => {
  const candidate = number === 1 ? name : `${name}${number}`;
  return isTaken(candidate) ? firstFree(name, isTaken, number + 1) : candidate;
};

type Named = [fullName: string, component: OrgComponent];

/** What tells whose an Auth Provider is: `credentialMembers` besides. */
type Known = Pick<OrgFacts, 'components'> & { org: Pick<OrgFacts['org'], 'instanceUrl'> };

const variantsOf = (name: string, { components }: Known): Named[] =>
  [...components].flatMap(([key, component]): Named[] => {
    const [type, fullName = ''] = key.split('/');
    return type === TYPE && isVariantOf(name, fullName) ? [[fullName, component]] : [];
  });

const CREDENTIALS = ['ExternalCredential', 'NamedCredential'] as const;

/** The name less one, two … of the digits that it ends with, down to `least` characters. */
const shortened = (name: string, least: number): string[] =>
  /\d$/.test(name) && name.length > least ? [name.slice(0, -1), ...shortened(name.slice(0, -1), least)] : [];

/**
 * What has to be retrieved to know whose each of these Auth Providers is, where the loopback `name` could have made it: the
 * credentials of all loopbacks, `N`, `N2`, `N21`, that could have, too.
 */
export const credentialMembers = (name: string, providers: readonly string[]): MetadataName[] => {
  const variants = providers.filter((provider) => isVariantOf(name, provider));
  const loopbacks = new Set([
    ...shortened(name, 1),
    ...variants.flatMap((each) => [each, ...shortened(each, name.length)]),
  ]);
  return [...loopbacks].flatMap((fullName) => CREDENTIALS.map((type) => ({ type, fullName })));
};

/**
 * Which loopback an Auth Provider belongs to, that of `name` and others that end in digits could have made: the one whose
 * credential uses it, else the one with the longest name.
 */
const ownerOf = (provider: string, name: string, { components }: Known): string | undefined => {
  const known = [...components.keys()].flatMap((key) => {
    const [type, fullName = ''] = key.split('/');
    return CREDENTIALS.some((each) => each === type) && isVariantOf(fullName, provider) ? [fullName] : [];
  });
  const loopbacks = [name, ...known.filter((each) => each !== name)];
  return (
    loopbacks.find((each) => providerInUse(each, { components }) === provider) ??
    loopbacks.toSorted((a, b) => b.length - a.length)[0]
  );
};

/** Whether an Auth Provider of that name is that of the loopback `name`, by its name and what uses it. */
export const isProviderOf = (provider: string, name: string, facts: Known): boolean =>
  isVariantOf(name, provider) && ownerOf(provider, name, facts) === name;

/** The Auth Providers that this loopback made, whatever their number. */
export const ownProviders = (name: string, facts: Known): Named[] =>
  variantsOf(name, facts).filter(
    ([fullName, component]) => isOurs(TYPE, component, name, facts) && isProviderOf(fullName, name, facts),
  );

/**
 * What the Auth Provider of the loopback `name` is called in this org. Its name is its URL suffix, and a suffix that was
 * ever used cannot be used again (L13): the one that is there and ours, else the first of `N`, `N2`, `N3` … that is free.
 * `needsNew`: the one that is there is of no use, since nobody knows its secret any more and it cannot be changed (L12).
 */
export const authProviderName = (name: string, facts: OrgFacts, needsNew: boolean): string => {
  const own = ownProviders(name, facts).map(([fullName]) => fullName);
  const inUse = providerInUse(name, facts);
  const last = inUse !== undefined && own.includes(inUse) ? inUse : own.at(-1);
  if (last !== undefined && !needsNew) return last;
  const taken = new Set([...(facts.usedSuffixes ?? []), ...variantsOf(name, facts).map(([fullName]) => fullName)]);
  return firstFree(name, (candidate) => taken.has(candidate));
};

/** The component as it has to be where the Auth Provider that it calls `name` is called `suffix`. */
export const underSuffix = (component: Component, name: string, suffix: string): Component => {
  if (suffix === name) return component;
  const isProvider = component.type === TYPE;
  const inPath = (path: string): string => (isProvider ? path.replace(`/${name}.`, `/${suffix}.`) : path);
  const inText = (text: string): string =>
    text
      .replaceAll(`<authProvider>${name}</authProvider>`, `<authProvider>${suffix}</authProvider>`)
      .replaceAll(`/services/authcallback/${name}</callbackUrl>`, `/services/authcallback/${suffix}</callbackUrl>`);
  return {
    ...component,
    fullName: isProvider ? suffix : component.fullName,
    files: new Map([...component.files].map(([path, text]) => [inPath(path), inText(text)])),
  };
};
