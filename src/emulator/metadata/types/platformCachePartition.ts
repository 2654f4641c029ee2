import type { MetadataType } from '../metadataType.ts';
import { developerNameProblems } from './developerName.ts';

/** A part of the platform cache; without one, Apex has no cache. */
export const platformCachePartition: MetadataType = {
  name: 'PlatformCachePartition',
  directory: 'cachePartitions',
  suffix: 'cachePartition',
  idPrefix: '0Er',
  needs: ['CustomizeApplication'],
  check: ({ fullName }) => developerNameProblems('Platform Cache Partition', fullName),
};
