import type { MetadataName } from '../core/metadataName.ts';
import type { CredentialUsers, Dependency, Source } from '../core/remove/removal.ts';
import type { DeployOutcome, DeployProgress } from './orgPort.ts';

export type DestroyOptions = {
  checkOnly: boolean;
  /** Undefined leaves it to the org, which runs no tests but in production (L53). */
  testLevel: string | undefined;
  /** Of `RunSpecifiedTests`. */
  runTests: readonly string[];
  /** How long the job is waited for; 0 not at all. */
  waitMs: number;
};

/** `pending`: the org still works on it. */
export type DestroyOutcome = { kind: 'done'; outcome: DeployOutcome } | { kind: 'pending'; id: string };

/** What only a removal asks of an org. Failures as of `OrgPort`. */
export type RemovalPort = {
  /** All Apex classes, triggers and Visualforce pages of the org's own, with their source. */
  sources: (signal: AbortSignal) => Promise<readonly Source[]>;
  /** What names the components with these ids, by MetadataComponentDependency; undefined where the org has it not. */
  dependencies: (ids: readonly string[], signal: AbortSignal) => Promise<readonly Dependency[] | undefined>;
  /** Undefined when there is no such external credential. */
  credentialUsers: (externalCredential: string, signal: AbortSignal) => Promise<CredentialUsers | undefined>;
  /** Deletes records of one object; those that are gone already are no failure. */
  deleteRecords: (object: string, ids: readonly string[], signal: AbortSignal) => Promise<void>;
  /** Deletes components in one deploy, all or nothing (L50); one that is not there is no failure. */
  destroy: (
    members: readonly MetadataName[],
    options: DestroyOptions,
    onProgress: (progress: DeployProgress) => void,
    signal: AbortSignal,
  ) => Promise<DestroyOutcome>;
};
