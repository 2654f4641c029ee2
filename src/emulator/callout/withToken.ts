import type { CalloutRequest } from '../apex/host.ts';
import type { NamedCredential } from '../state/namedCredential.ts';
import { fillMergeFields } from './mergeFields.ts';

/** A request with the token where the named credential puts it: in merge fields (L31), in a header of its own (L30). */
export const withToken = (credential: NamedCredential, request: CalloutRequest, token: string): CalloutRequest => {
  const merged = fillMergeFields(credential, request, token);
  return credential.generateAuthorizationHeader
    ? { ...merged, headers: [...merged.headers, ['authorization', `Bearer ${token}`]] }
    : merged;
};
