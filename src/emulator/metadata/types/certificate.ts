import { componentsOf, textOf } from '../../state/components.ts';
import { makeSelfSigned } from '../certificates/selfSigned.ts';
import { notEmulatedProblem, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change, Incoming, MetadataType } from '../metadataType.ts';
import { soapDateTime } from '../../soap/soapDateTime.ts';
import { withValues } from '../schema/xmlNode.ts';
import { developerNameProblems } from './developerName.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** Milliseconds since the epoch. A self-signed certificate lives about a year (platform-facts §14). */
const expiryOf = ({ xml, previous }: Incoming, { draft }: Change): number => {
  const given = textOf(xml, 'expirationDate') ?? (previous && textOf(previous.xml, 'expirationDate'));
  return given === undefined ? draft.now() + YEAR_MS : Date.parse(given);
};

const valueProblems = (incoming: Incoming, change: Change): MetadataProblem[] => {
  const { xml, previous } = incoming;
  const keySize = textOf(xml, 'keySize') ?? '2048';
  const expiry = expiryOf(incoming, change);
  return [
    ...(textOf(xml, 'caSigned') === 'true' ? [notEmulatedProblem('a certificate that an authority signs')] : []),
    ...(['2048', '4096'].includes(keySize)
      ? []
      : [problemOf('FIELD_INTEGRITY_EXCEPTION', `Invalid key size: ${keySize}`)]),
    ...((textOf(xml, 'masterLabel') ?? '').length <= 64
      ? []
      : [problemOf('STRING_TOO_LONG', 'Label: data value too large (max length=64)')]),
    ...((previous && !Number.isNaN(expiry)) || expiry > change.draft.now()
      ? []
      : [problemOf('FIELD_INTEGRITY_EXCEPTION', 'The expiration date must be in the future.')]),
  ];
};

/**
 * A key pair of the org's own. Whatever the file holds, nothing or a foreign certificate, the org makes the pair itself
 * and keeps the private key (platform-facts §2.8, §9); one that is there stays.
 */
export const certificate: MetadataType = {
  name: 'Certificate',
  directory: 'certs',
  suffix: 'crt',
  metaFile: true,
  idPrefix: '0P1',
  needs: ['CustomizeApplication'],
  defaults: { encryptedWithPlatformEncryption: 'false', keySize: '2048', privateKeyExportable: 'true' },
  check: (incoming, change) => [
    ...developerNameProblems('Certificate', incoming.fullName),
    ...valueProblems(incoming, change),
  ],
  keep: (incoming, change) => withValues(incoming.xml, { expirationDate: soapDateTime(expiryOf(incoming, change)) }),
  content: (incoming, change) => {
    const { fullName, previous, xml } = incoming;
    if (previous?.body) return previous.body;
    const { draft } = change;
    const made = makeSelfSigned({
      commonName: fullName,
      organizationUnit: draft.org.id,
      organization: draft.org.name,
      keySize: Number(textOf(xml, 'keySize')),
      notBefore: draft.now(),
      notAfter: expiryOf(incoming, change),
    });
    draft.vault.privateKeys.set(fullName.toLowerCase(), made.privateKey);
    return made.certificate;
  },
  usedBy: (draft, stored) =>
    componentsOf(draft, 'ExternalCredential')
      .filter((credential) =>
        (credential.xml.children['externalCredentialParameters'] ?? []).some(
          (parameter) => textOf(parameter, 'certificate')?.toLowerCase() === stored.fullName.toLowerCase(),
        ),
      )
      .map((credential) => `External Credential ${credential.fullName}`),
  dropped: (draft, stored) => {
    draft.vault.privateKeys.delete(stored.fullName.toLowerCase());
  },
};
