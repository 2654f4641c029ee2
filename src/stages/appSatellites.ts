import type { ListedMetadata } from '../ports/orgPort.ts';

/** Types whose records belong to an app and may have any name that starts with the app's (L03, platform-facts §2.4). */
export const listedTypes = [
  'ExtlClntAppGlobalOauthSettings',
  'ExtlClntAppOauthConfigurablePolicies',
  'ExtlClntAppConfigurablePolicies',
] as const;

export const globalSettingsType = listedTypes[0];

const startsWithName = (fullName: string, app: string): boolean => fullName.toLowerCase().startsWith(app.toLowerCase());

/** Policies that may be the app's: their files say whose they are. */
export const policyCandidates = (listed: readonly ListedMetadata[], app: string): readonly ListedMetadata[] =>
  listed.filter(({ type, fullName }) => type !== globalSettingsType && startsWithName(fullName, app));

/**
 * The app's global OAuth settings, by name alone since they are never read (L35): what follows the app's name must say
 * that it is theirs, else `App2_glbloauth` would pass for App's.
 */
export const globalSettingsName = (listed: readonly ListedMetadata[], app: string): ListedMetadata | undefined =>
  listed.find(
    ({ type, fullName }) =>
      type === globalSettingsType && startsWithName(fullName, app) && /^_?gl[o]?b/i.test(fullName.slice(app.length)),
  );

const parentPattern = /<externalClientApplication>\s*([^<\s]+)\s*<\/externalClientApplication>/;

/** Which of the candidates are the app's, by type: their retrieved XML names the parent. */
export const satellitesOf = (
  candidates: readonly ListedMetadata[],
  xmlOf: (type: string, fullName: string) => string | undefined,
  app: string,
): Map<string, string> =>
  new Map(
    candidates
      .filter(
        ({ type, fullName }) =>
          parentPattern.exec(xmlOf(type, fullName) ?? '')?.[1]?.toLowerCase() === app.toLowerCase(),
      )
      .map(({ type, fullName }) => [type, fullName]),
  );
