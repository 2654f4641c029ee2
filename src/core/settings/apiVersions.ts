import { fail } from '../failure.ts';
import { quoteInput } from './quoteInput.ts';

/** The oldest version that has client credentials for External Client Apps (platform-facts §10). */
export const OLDEST_API_VERSION = '60.0';
export const NEWEST_API_VERSION = '68.0';

/** Where neither user, project nor org says one: the version of the schema that the templates are written after. */
export const DEFAULT_API_VERSION = '66.0';

/** Gives the version as `NN.0`; takes `66`, `66.0` and `v66.0`. */
export const checkApiVersion = (version: string): string => {
  const number = Number(/^v?(\d{2,3})(?:\.0)?$/.exec(version)?.[1] ?? Number.NaN);
  const isKnown = number >= Number(OLDEST_API_VERSION) && number <= Number(NEWEST_API_VERSION);
  if (!isKnown) {
    fail('UnsupportedApiVersion', {
      apiVersion: quoteInput(version),
      oldest: OLDEST_API_VERSION,
      newest: NEWEST_API_VERSION,
    });
  }
  return `${number}.0`;
};

/** The newer of two versions, as `NN.0`. */
export const newerVersion = (a: string, b: string): string => (Number(a) >= Number(b) ? a : b);
