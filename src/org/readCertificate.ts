import { X509Certificate } from 'node:crypto';
import { fail } from '../core/failure.ts';
import type { OrgPort } from '../ports/orgPort.ts';

/** Retrieves the certificate, which has no private key in it (platform-facts §9). */
export const makeReadCertificate =
  (retrieve: OrgPort['retrieve']): OrgPort['readCertificate'] =>
  async (name, signal) => {
    const files = await retrieve([{ type: 'Certificate', fullName: name }], signal);
    const pem = files.get(`certs/${name}.crt`)?.trim();
    if (pem === undefined) return undefined;
    try {
      return { pem, expiresAt: Date.parse(new X509Certificate(pem).validTo) };
    } catch (error) {
      return fail('CertificateUnreadable', { certificate: name }, error instanceof Error ? error : undefined);
    }
  };
