import type { Component } from '../components.ts';
import type { OrgFacts } from '../facts.ts';
import { componentNames } from '../names.ts';
import { GENERATED_BY_ORG } from '../plan/generatedByOrg.ts';
import { nameInDescription } from '../plan/ownership.ts';
import { parseMetadata, printMetadata } from '../xml/xmlElement.ts';

/** What the org generates for each app (L05) and each Auth Provider. */
const GENERATED: ReadonlySet<string> = new Set([
  ...Object.values(GENERATED_BY_ORG),
  ...['linkKickoffUrl', 'logoutUrl', 'oauthKickoffUrl', 'ssoKickoffUrl'],
]);

/** `from` and `to` are apps of `loopback`; `provider` is the Auth Provider that is in use. */
type Names = { from: string; to: string; provider: string; loopback: string };

const satelliteNames = (app: string): Readonly<Record<string, string>> => {
  const names = componentNames(app);
  return {
    ExternalClientApplication: names.app,
    ExtlClntAppOauthSettings: names.oauthSettings,
    ExtlClntAppOauthConfigurablePolicies: names.oauthPolicies,
    ExtlClntAppConfigurablePolicies: names.policies,
  };
};

/** The org's own XML of a part of the app `from`, as that part of another app has to be. */
const renamed = (xml: string, type: string, { to, loopback }: Pick<Names, 'to' | 'loopback'>): string => {
  const root = parseMetadata(xml);
  const values: Readonly<Record<string, string>> = {
    externalClientApplication: to,
    // The app's own label is the user's.
    ...(type === 'ExternalClientApplication' ? {} : { label: satelliteNames(to)[type] ?? to }),
  };
  return printMetadata({
    ...root,
    children: root.children
      .filter(({ name }) => !GENERATED.has(name))
      .map(({ name, text, children }) => ({
        name,
        text: values[name] ?? (name === 'description' ? nameInDescription(text, loopback) : text),
        children,
      })),
  });
};

/** The org's own XML of an Auth Provider with the rendered one's key and secret, which a retrieve does not give (L12). */
const withPairOf = (xml: string, rendered: string): string => {
  const root = parseMetadata(xml);
  const given = parseMetadata(rendered).children;
  const isPair = (name: string): boolean => name === 'consumerKey' || name === 'consumerSecret';
  const children = root.children
    .filter(({ name }) => !GENERATED.has(name))
    .map((child) => (isPair(child.name) ? (given.find(({ name }) => name === child.name) ?? child) : child));
  return printMetadata({ ...root, children });
};

/**
 * A second app like the first: scopes, policies and labels as the org has them now, whoever changed them. `rendered` are
 * the components of a new app under the new name; what was read of the old one takes their place. The app's own key,
 * secret and certificate, which are never read (L35), stay as rendered.
 */
export const copyApp = (
  rendered: readonly Component[],
  { components, satellites }: Pick<OrgFacts, 'components' | 'satellites'>,
  { from, to, provider, loopback }: Names,
): Component[] =>
  rendered.map((component) => {
    const { type } = component;
    const isProvider = type === 'AuthProvider';
    const fullName = isProvider ? provider : (satellites.get(type) ?? satelliteNames(from)[type] ?? '');
    const found = components.get(`${type}/${fullName}`);
    if (component.secretBearing || found === undefined) return component;
    const files = [...component.files].map(([path, text]): [string, string] => [
      path,
      isProvider ? withPairOf(found.xml, text) : renamed(found.xml, type, { to, loopback }),
    ]);
    return { ...component, files: new Map(files) };
  });
