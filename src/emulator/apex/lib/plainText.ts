import type { Value } from '../model.ts';

/** A value that is a text by its type; anything else, null too, is an empty one. */
export const plainText = (value: Value): string => (typeof value === 'string' ? value : '');
