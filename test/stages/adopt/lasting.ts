import { wholeState } from '../../support/wholeState.ts';
import type { Rig } from '../support.ts';

type Plain = Record<string, unknown>;

/** The org without what renews itself: tokens that the org fetched for its own callouts. */
export const lasting = (rig: Rig): Plain =>
  JSON.parse(
    JSON.stringify(wholeState(rig.emulator.state), (key, value: unknown) =>
      key === 'accessToken' ? undefined : value,
    ),
  ) as Plain;

/** Components, credentials and consumers of `before` that are not in `after` as they were. */
export const touched = (before: Plain, after: Plain): string[] => {
  const changed = Object.entries(before['components'] as Plain)
    .filter(([key, component]) => JSON.stringify((after['components'] as Plain)[key]) !== JSON.stringify(component))
    .map(([key]) => key);
  const parts = ['credentials', 'consumers', 'vault'];
  return [...changed, ...parts.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]))];
};
