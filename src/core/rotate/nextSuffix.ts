import type { OrgFacts } from '../facts.ts';
import { authProviderName } from '../plan/suffix.ts';

/**
 * What the Auth Provider beside the one in use is called. Each rotation uses up a name for ever (L13), so that the search
 * begins after the number in use; `burnt` are those that the org has refused.
 */
export const nextSuffix = (name: string, facts: OrgFacts, burnt: ReadonlySet<string>): string => {
  const inUse = Number(authProviderName(name, facts, false).slice(name.length) || '1');
  for (let number = inUse + 1; ; number += 1) {
    const suffix = `${name}${number}`;
    if (!burnt.has(suffix) && facts.usedSuffixes?.has(suffix) !== true) return suffix;
  }
};
