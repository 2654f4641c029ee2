/** A moment as the SOAP APIs write it: `2021-04-09T20:23:05.000Z`. `ms` is milliseconds since the epoch. */
export const soapDateTime = (ms: number): string => new Date(ms).toISOString();
