import type { MetadataType } from '../metadataType.ts';
import { elements } from '../schema/elementRule.ts';
import { developerNameProblems } from './developerName.ts';

/** A host that Apex may call without a named credential (platform-facts §9). */
export const remoteSiteSetting: MetadataType = {
  name: 'RemoteSiteSetting',
  directory: 'remoteSiteSettings',
  suffix: 'remoteSite',
  idPrefix: '0rp',
  needs: ['CustomizeApplication'],
  elements: elements(`
    description              string
    disableProtocolSecurity! boolean
    isActive!                boolean
    url!                     string
  `),
  check: ({ fullName }) => developerNameProblems('Remote Site', fullName),
};
