import type { MetadataName } from '../core/metadataName.ts';
import type { Connection } from '@salesforce/core';
import { refusalOf, refuse } from './refusal.ts';
import { dataPath, send } from './send.ts';

type Access = { developerName: string; type: string };
type Principal = { principalName: string; authenticationStatus?: string; principalAccess?: readonly Access[] };

/** What Connect tells of an external credential (platform-facts §5). */
export type ExternalCredential = {
  principals?: readonly Principal[];
  relatedNamedCredentials?: ReadonlyArray<{ developerName: string }>;
};

/** Codes by which Connect says that there is no such thing. */
export const ABSENT: readonly string[] = ['NOT_FOUND', 'ERROR_HTTP_404'];

/** What may use a principal, as metadata names it. */
export const accessOf = ({ principalAccess = [] }: Principal): MetadataName[] =>
  principalAccess.map(({ developerName, type }) => ({ type, fullName: developerName }));

/** One GET; undefined when there is none of that name. `what` names the request in a failure. */
export const readExternalCredential = async (
  connection: Connection,
  name: string,
  what: string,
): Promise<ExternalCredential | undefined> => {
  const url = dataPath(connection, `/named-credentials/external-credentials/${encodeURIComponent(name)}`);
  try {
    return await send<ExternalCredential>(connection, { method: 'GET', url });
  } catch (error) {
    return ABSENT.includes(refusalOf(error).code) ? undefined : refuse(error, what, connection.instanceUrl);
  }
};
