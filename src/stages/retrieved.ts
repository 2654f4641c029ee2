import type { OrgComponent } from '../core/facts.ts';
import type { MetadataName } from '../ports/orgPort.ts';

/** Folder and suffix of each type in a package (platform-facts §2.1, §4). */
const places: Readonly<Record<string, readonly [folder: string, suffix: string]>> = {
  ApexClass: ['classes', 'cls'],
  ExternalCredential: ['externalCredentials', 'externalCredential'],
  NamedCredential: ['namedCredentials', 'namedCredential'],
  PermissionSet: ['permissionsets', 'permissionset'],
  ExternalClientApplication: ['externalClientApps', 'eca'],
  ExtlClntAppOauthSettings: ['extlClntAppOauthSettings', 'ecaOauth'],
  ExtlClntAppOauthConfigurablePolicies: ['extlClntAppOauthPolicies', 'ecaOauthPlcy'],
  ExtlClntAppConfigurablePolicies: ['extlClntAppPolicies', 'ecaPlcy'],
};

/** The retrieved component, from the files of a retrieve job. */
export const retrievedComponent = (
  files: ReadonlyMap<string, string>,
  { type, fullName }: MetadataName,
): OrgComponent | undefined => {
  const [folder, suffix] = places[type] ?? ['', ''];
  const path = `${folder}/${fullName}.${suffix}`.toLowerCase();
  const fileAt = (wanted: string): string | undefined =>
    [...files].find(([name]) => name.toLowerCase() === wanted)?.[1];
  if (type !== 'ApexClass') {
    const xml = fileAt(path);
    return xml === undefined ? undefined : { xml };
  }
  const [body, xml] = [fileAt(path), fileAt(`${path}-meta.xml`)];
  return body === undefined || xml === undefined ? undefined : { xml, body };
};
