import type { OrgComponent } from '../core/facts.ts';
import type { MetadataName } from '../core/metadataName.ts';

/** Folder and suffix of each type in a package (platform-facts §2.1, §4). */
const places: Readonly<Record<string, readonly [folder: string, suffix: string]>> = {
  ApexClass: ['classes', 'cls'],
  ApexPage: ['pages', 'page'],
  AuthProvider: ['authproviders', 'authprovider'],
  Certificate: ['certs', 'crt'],
  ConnectedApp: ['connectedApps', 'connectedApp'],
  CustomObject: ['objects', 'object'],
  ExternalAuthIdentityProvider: ['externalAuthIdentityProviders', 'externalAuthIdentityProvider'],
  ExternalCredential: ['externalCredentials', 'externalCredential'],
  NamedCredential: ['namedCredentials', 'namedCredential'],
  PermissionSet: ['permissionsets', 'permissionset'],
  RemoteSiteSetting: ['remoteSiteSettings', 'remoteSite'],
  Settings: ['settings', 'settings'],
  ExternalClientApplication: ['externalClientApps', 'eca'],
  ExtlClntAppOauthSettings: ['extlClntAppOauthSettings', 'ecaOauth'],
  ExtlClntAppOauthConfigurablePolicies: ['extlClntAppOauthPolicies', 'ecaOauthPlcy'],
  ExtlClntAppConfigurablePolicies: ['extlClntAppPolicies', 'ecaPlcy'],
};

/** Types whose metadata stands in a file beside their content. */
const withContent: ReadonlySet<string> = new Set(['ApexClass', 'ApexPage', 'Certificate']);

/** The retrieved component, from the files of a retrieve job. */
export const retrievedComponent = (
  files: ReadonlyMap<string, string>,
  { type, fullName }: MetadataName,
): OrgComponent | undefined => {
  const [folder, suffix] = places[type] ?? ['', ''];
  const path = `${folder}/${fullName}.${suffix}`.toLowerCase();
  const fileAt = (wanted: string): string | undefined =>
    [...files].find(([name]) => name.toLowerCase() === wanted)?.[1];
  if (!withContent.has(type)) {
    const xml = fileAt(path);
    return xml === undefined ? undefined : { xml };
  }
  const [body, xml] = [fileAt(path), fileAt(`${path}-meta.xml`)];
  return body === undefined || xml === undefined ? undefined : { xml, body };
};

/** Those of `members` that are there, by `Type/FullName`. */
export const retrievedComponents = (
  files: ReadonlyMap<string, string>,
  members: readonly MetadataName[],
): ReadonlyMap<string, OrgComponent> =>
  new Map(
    members.flatMap((member): Array<[string, OrgComponent]> => {
      const component = retrievedComponent(files, member);
      return component ? [[`${member.type}/${member.fullName}`, component]] : [];
    }),
  );
