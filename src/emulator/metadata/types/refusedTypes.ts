import { problemOf, type MetadataProblem } from '../metadataProblem.ts';

/**
 * Types that a real org refuses as well. L01: connected apps can no longer be created; the platform's exact text is
 * unconfirmed.
 */
export const REFUSED_TYPES: ReadonlyMap<string, MetadataProblem> = new Map([
  [
    'ConnectedApp',
    problemOf(
      'INSUFFICIENT_ACCESS',
      "You can't create a connected app. To enable connected app creation, contact Salesforce Customer Support.",
    ),
  ],
]);
