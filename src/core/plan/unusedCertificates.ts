import type { MetadataName } from '../metadataName.ts';
import type { OrgFacts } from '../facts.ts';
import { metadataFields } from '../xml/metadataFields.ts';
import { appNames } from './appVariants.ts';
import { signingCertificate } from './repair.ts';

/** A certificate has no description: whether it is in all as this plugin makes one. */
export const isMadeAsOurs = (xml: string, fullName: string): boolean => {
  const fields = metadataFields(xml);
  return fields.get('masterLabel') === fullName && fields.get('privateKeyExportable') === 'false';
};

/** What has to be retrieved to know them, besides credentials and apps of these names. */
export const certificateMembers = (name: string): readonly MetadataName[] =>
  appNames(name).map((fullName) => ({ type: 'Certificate', fullName }));

/** Certificates of the loopback `name` (jwt-bearer) that neither its credential nor any app goes by. */
export const unusedCertificates = (name: string, { components }: Pick<OrgFacts, 'components'>): string[] => {
  const inUse = signingCertificate(name, { components });
  if (inUse === undefined) return [];
  return appNames(name).filter((each) => {
    const xml = components.get(`Certificate/${each}`)?.xml;
    // One of a loopback that is itself called `N2` is told by that loopback's credential.
    const isOthers = each !== name && components.has(`ExternalCredential/${each}`);
    const hasApp = components.has(`ExternalClientApplication/${each}`);
    return each !== inUse && xml !== undefined && isMadeAsOurs(xml, each) && !hasApp && !isOthers;
  });
};
