import type { KeyPair } from './orgPort.ts';

/** Where secrets come from: made here, or typed by a person. */
export type SecretsPort = {
  /** Makes a consumer key and secret: letters and digits only, 64 characters each (platform-facts §2.5: at most 100). */
  newPair: () => KeyPair;
  /** Asks for the password of a user (username-password); undefined where nobody can be asked. */
  password?: (username: string) => Promise<string | undefined>;
};
