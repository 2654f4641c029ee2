import { makeOrgPort } from '../../src/org/orgPort.ts';
import type { OrgPort } from '../../src/ports/orgPort.ts';
import type { Rig } from './support.ts';

/** The rig's org by a connection of its own, which speaks another API version. */
export const orgAt = async (apiVersion: string, { counter, clock }: Rig): Promise<OrgPort> => {
  const { Org } = await import('@salesforce/core');
  const connection = (await Org.create({ aliasOrUsername: 'org' })).getConnection();
  connection.setApiVersion(apiVersion);
  return makeOrgPort(connection, counter, clock, { everyMs: 1000, timeoutMs: 60_000 });
};
