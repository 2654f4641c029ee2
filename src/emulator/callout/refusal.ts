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

/** What this emulated org does not do, by name; nothing passes silently. */
export const notDone = (what: string): Refused => ({
  refusal: { exceptionType: 'System.UnsupportedOperationException', message: `Not emulated: ${what}` },
});
