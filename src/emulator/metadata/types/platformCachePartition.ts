import type { MetadataType } from '../metadataType.ts';
import { elements } from '../schema/elementRule.ts';
import { developerNameProblems } from './developerName.ts';

/** A part of the platform cache; without one, Apex has no cache. */
export const platformCachePartition: MetadataType = {
  name: 'PlatformCachePartition',
  directory: 'cachePartitions',
  suffix: 'cachePartition',
  idPrefix: '0Er',
  needs: ['CustomizeApplication'],
  elements: elements(
    `
    description                 string
    isDefaultPartition!         boolean
    masterLabel!                string
    platformCachePartitionTypes* PlatformCachePartitionType
    `,
    {
      PlatformCachePartitionType: elements(
        `
        allocatedCapacity!          int
        allocatedPartnerCapacity!   int
        allocatedPurchasedCapacity! int
        allocatedTrialCapacity!     int
        cacheType!                  PlatformCacheType
        `,
        { PlatformCacheType: ['Session', 'Organization'] },
      ),
    },
  ),
  check: ({ fullName }) => developerNameProblems('Platform Cache Partition', fullName),
};
