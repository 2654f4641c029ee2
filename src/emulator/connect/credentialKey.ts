import { restError } from '../http/answer.ts';
import { readExternalCredential, type ExternalCredential, type Principal } from '../state/externalCredential.ts';
import type { OrgState } from '../state/orgState.ts';
import { hasPrincipalAccess } from '../state/permissions.ts';

/** Which credential a request means. */
export type CredentialKey = { external: ExternalCredential; principal: Principal };

type Named = { externalCredential: unknown; principalName: unknown; principalType: unknown };

const TYPES = ['NamedPrincipal', 'PerUserPrincipal', 'AwsStsPrincipal'];

/** Finds the principal, or refuses: L23 for its type's spelling, L34 for a caller without access to it. */
export const credentialKey = (state: OrgState, userId: string, named: Named): CredentialKey | Response => {
  if (typeof named.externalCredential !== 'string' || named.externalCredential === '') {
    return restError(400, 'INVALID_API_INPUT', 'Specify an external credential.');
  }
  if (typeof named.principalType !== 'string' || !TYPES.includes(named.principalType)) {
    return restError(
      400,
      'POST_BODY_PARSE_ERROR',
      `Invalid value for principalType: ${String(named.principalType)}. Valid values are: ${TYPES.join(', ')}`,
    );
  }
  const external = readExternalCredential(state, named.externalCredential);
  const principal = external?.principals.find(
    ({ name, type }) =>
      type === named.principalType &&
      (type === 'PerUserPrincipal' || name.toLowerCase() === String(named.principalName).toLowerCase()),
  );
  if (!external || !principal || !hasPrincipalAccess(state, userId, external.name, principal.name)) {
    return restError(404, 'NOT_FOUND', `no access to external credential ${named.externalCredential}`);
  }
  return { external, principal };
};
