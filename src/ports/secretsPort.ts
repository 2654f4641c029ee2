import type { KeyPair } from './orgPort.ts';

/** Makes a consumer key and secret: letters and digits only, 64 characters each (platform-facts §2.5: at most 100). */
export type SecretsPort = { newPair: () => KeyPair };
