import type { Component } from '../components.ts';
import type { OrgComponent, OrgFacts } from '../facts.ts';
import { isOurs } from './ownership.ts';

const TYPE = 'AuthProvider';

/** The name, with or without the number that a burnt suffix was answered with. */
export const isVariantOf = (name: string, candidate: string): boolean =>
  candidate.startsWith(name) && /^\d*$/.test(candidate.slice(name.length));

const firstFree = (name: string, isTaken: (candidate: string) => boolean, number = 1): string => {
  const candidate = number === 1 ? name : `${name}${number}`;
  return isTaken(candidate) ? firstFree(name, isTaken, number + 1) : candidate;
};

type Named = [fullName: string, component: OrgComponent];

/** What tells whose an Auth Provider is. */
type Known = Pick<OrgFacts, 'components'> & { org: Pick<OrgFacts['org'], 'instanceUrl'> };

const variantsOf = (name: string, { components }: Known): Named[] =>
  [...components].flatMap(([key, component]): Named[] => {
    const [type, fullName = ''] = key.split('/');
    return type === TYPE && isVariantOf(name, fullName) ? [[fullName, component]] : [];
  });

/**
 * The Auth Providers that this loopback made, whatever their number. The one of a loopback that is itself called `N2` is
 * told by that loopback's named credential.
 */
export const ownProviders = (name: string, facts: Known): Named[] =>
  variantsOf(name, facts).filter(
    ([fullName, component]) =>
      isOurs(TYPE, component, name, facts.org.instanceUrl) &&
      (fullName === name || !facts.components.has(`NamedCredential/${fullName}`)),
  );

/**
 * What the Auth Provider of the loopback `name` is called in this org. Its name is its URL suffix, and a suffix that was
 * ever used cannot be used again (L13): the one that is there and ours, else the first of `N`, `N2`, `N3` … that is free.
 * `needsNew`: the one that is there is of no use, since nobody knows its secret any more and it cannot be changed (L12).
 */
export const authProviderName = (name: string, facts: OrgFacts, needsNew: boolean): string => {
  const [last] = ownProviders(name, facts).at(-1) ?? [];
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
