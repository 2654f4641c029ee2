import type { OrgFacts } from '../core/facts.ts';
import { signingCertificate } from '../core/plan/repair.ts';
import { unusedCertificates } from '../core/plan/unusedCertificates.ts';
import type { OrgPort } from '../ports/orgPort.ts';
import type { MetadataName } from '../core/metadataName.ts';

/**
 * Certificates of the loopback `name` (jwt-bearer) that a repair left which was killed just before it deleted them. Those
 * that are younger than the one in use are a new app's that is on its way. Asks the org only where there is any.
 */
export const leftCertificates = async (
  org: OrgPort,
  name: string,
  facts: Pick<OrgFacts, 'components'>,
  signal: AbortSignal,
): Promise<MetadataName[]> => {
  const unused = unusedCertificates(name, facts);
  if (unused.length === 0) return [];
  const listed = await org.listMetadata(['Certificate'], signal);
  const madeAt = (fullName: string | undefined): number =>
    listed.find((each) => each.fullName === fullName)?.createdDate ?? 0;
  const inUse = madeAt(signingCertificate(name, facts));
  return unused.filter((each) => madeAt(each) < inUse).map((fullName) => ({ type: 'Certificate', fullName }));
};
