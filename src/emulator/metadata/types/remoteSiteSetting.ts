import type { MetadataType } from '../metadataType.ts';
import { developerNameProblems } from './developerName.ts';

/** A host that Apex may call without a named credential (platform-facts §9). */
export const remoteSiteSetting: MetadataType = {
  name: 'RemoteSiteSetting',
  directory: 'remoteSiteSettings',
  suffix: 'remoteSite',
  idPrefix: '0rp',
  needs: ['CustomizeApplication'],
  check: ({ fullName }) => developerNameProblems('Remote Site', fullName),
};
