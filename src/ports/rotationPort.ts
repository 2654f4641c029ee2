import type { CredentialAddress, KeyPair } from './orgPort.ts';

/** The second pair of a consumer (platform-facts §2.5). `rotated`: it was the first one until a rotation, and still works. */
export type StagedPair = { url: string; pair: KeyPair; rotated: boolean };

/** Where an app's staged credentials are, and the one that is there. */
export type Staging = { url: string; staged?: StagedPair };

/** What only a rotation asks of an org. Failures as of `OrgPort`. */
export type RotationPort = {
  /** Undefined where the org has no staged credentials: before 65.0, or secrets by REST are switched off (L11). */
  staging: (app: string, signal: AbortSignal) => Promise<Staging | undefined>;
  /** Makes the second pair; the org draws it. */
  stage: (staging: Staging, signal: AbortSignal) => Promise<StagedPair>;
  /** The two pairs change places. */
  promote: (staged: StagedPair, signal: AbortSignal) => Promise<void>;
  /** Ends the second pair; one that is gone is no failure. */
  unstage: (staged: StagedPair, signal: AbortSignal) => Promise<void>;
  /** The consumer key that the credential holds, which is no secret (L24); undefined where the org does not tell. */
  storedKey: (at: CredentialAddress, signal: AbortSignal) => Promise<string | undefined>;
};
