import { parseMetadata, type XmlElement } from '../xml/xmlElement.ts';

/** Where a component sends callouts, tokens, secrets or people to; `element` is what holds the URL. */
export type Endpoint = { element: string; url: string };

/** Elements and kinds of parameters that hold an address, by type (platform-facts §3.2, §4.1, §4.2, §5). */
const HOLDERS: Readonly<Record<string, readonly string[]>> = {
  AuthProvider: ['authorizeUrl', 'tokenUrl', 'userInfoUrl', 'logoutUrl'],
  ExternalAuthIdentityProvider: ['AuthorizeUrl', 'TokenUrl', 'UserInfoUrl'],
  ExternalCredential: ['AuthProviderUrl'],
  NamedCredential: ['endpoint', 'Url'],
  RemoteSiteSetting: ['url'],
};

const childText = ({ children }: XmlElement, name: string): string =>
  children.find((child) => child.name === name)?.text ?? '';

/** The addresses that a component's metadata names; none for a type that has none. */
export const endpointsOf = (type: string, xml: string): Endpoint[] => {
  const holders = HOLDERS[type] ?? [];
  if (holders.length === 0) return [];
  return parseMetadata(xml).children.flatMap((child): Endpoint[] => {
    const isParameter = child.children.length > 0;
    const element = isParameter ? childText(child, 'parameterType') : child.name;
    const url = isParameter ? childText(child, 'parameterValue') : child.text;
    return holders.includes(element) && url !== '' ? [{ element, url: url.trim() }] : [];
  });
};

/** Salesforce's own login hosts, which belong to no org. */
const LOGIN_HOST = /^(login|test)\.salesforce\.com$/i;

/** Whether an address is one of another host than this org's, `instanceUrl`; what is no URL leads nowhere. */
export const isForeign = (url: string, instanceUrl: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { origin, hostname } = new URL(url);
  return origin !== new URL(instanceUrl).origin && !LOGIN_HOST.test(hostname);
};
