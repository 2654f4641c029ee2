import type { ApexHost, CacheEntry } from '../apex/host.ts';
import { componentsOf, textOf } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';

/** What the cache of each org holds. A copy of the org, as a test works on, has a cache of its own. */
const stores = new WeakMap<OrgState, Map<string, CacheEntry>>();

export const hostCache = (state: OrgState): NonNullable<ApexHost['cache']> => {
  const store = stores.get(state) ?? new Map<string, CacheEntry>();
  stores.set(state, store);
  return {
    store,
    partitions: () =>
      componentsOf(state, 'PlatformCachePartition').map(({ fullName, xml }) => ({
        name: fullName,
        isDefault: textOf(xml, 'isDefaultPartition') === 'true',
      })),
  };
};
