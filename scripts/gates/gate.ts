import type { Shadow } from './shadow.ts';

/**
 * One row of `npm run check`. `problems` gives a line for each thing that is wrong, none when all is well; it may
 * write into the shadow, never into the checkout.
 */
export type Gate = { name: string; problems: (shadow: Shadow) => Promise<readonly string[]> };
