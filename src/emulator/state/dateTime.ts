/** A moment as the REST API writes it: `2022-03-17T16:21:26.000+0000`. `ms` is milliseconds since the epoch. */
export const restDateTime = (ms: number): string => new Date(ms).toISOString().replace('Z', '+0000');
