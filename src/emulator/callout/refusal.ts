import type { ApexRefusal } from '../apex/host.ts';

export type Refused = { refusal: ApexRefusal };

/** What Apex sees as a System.CalloutException. */
export const refuse = (message: string): Refused => ({
  refusal: { exceptionType: 'System.CalloutException', message },
});

/** L38, and L39: the words do not tell which. */
export const noEndpoint = (name: string): Refused =>
  refuse(
    "The callout couldn't access the endpoint. You might not have the required permissions, " +
      `or the named credential "${name}" might not exist.`,
  );

/** L21, L37 */
export const noCredential = (name: string): Refused =>
  refuse(
    "We couldn't access the credential(s). You might not have the required permissions, " +
      `or the external credential "${name}" might not exist.`,
  );

/** L27 */
export const notConfigured = (): Refused => refuse("The external credential isn't fully configured.");

/** The provider takes the refresh token no more (platform-facts §7.5). */
export const notRefreshed = (): Refused => refuse("The expired credentials couldn't be refreshed. Try again later.");

/** L28; the words are unconfirmed (platform-facts §7.5). */
export const notAuthenticated = (name: string): Refused =>
  refuse(`You don't have permission to view this data. The named credential "${name}" isn't authenticated.`);

/** What this emulated org does not do, by name; nothing passes silently. */
export const notDone = (what: string): Refused => ({
  refusal: { exceptionType: 'System.UnsupportedOperationException', message: `Not emulated: ${what}` },
});
