import { soapDateTime } from '../soap/soapDateTime.ts';
import type { StoredComponent } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';
import { userById } from '../state/users.ts';

/** FileProperties of the Metadata API, fields in the order of the official schema. */
export type FileProperties = {
  createdById: string;
  createdByName: string;
  createdDate: string;
  fileName: string;
  fullName: string;
  id: string;
  lastModifiedById: string;
  lastModifiedByName: string;
  lastModifiedDate: string;
  manageableState: 'unmanaged';
  type: string;
};

const nameOf = (state: OrgState, userId: string): string => String(userById(state, userId)?.['Name'] ?? '');

export const fileProperties = (state: OrgState, stored: StoredComponent, fileName: string): FileProperties => ({
  createdById: stored.createdById,
  createdByName: nameOf(state, stored.createdById),
  createdDate: soapDateTime(stored.createdDate),
  fileName,
  fullName: stored.fullName,
  id: stored.id,
  lastModifiedById: stored.lastModifiedById,
  lastModifiedByName: nameOf(state, stored.lastModifiedById),
  lastModifiedDate: soapDateTime(stored.lastModifiedDate),
  manageableState: 'unmanaged',
  type: stored.type,
});
