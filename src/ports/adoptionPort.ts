import type { MetadataName } from '../core/metadataName.ts';

/** What Connect tells of one principal of an external credential (platform-facts §5). */
export type PrincipalAccess = {
  name: string;
  status: string;
  /** Permission sets and the like that let users use it. */
  access: readonly MetadataName[];
};

/** What only the taking over of a hand-made loopback asks of an org. Failures as of `OrgPort`. */
export type AdoptionPort = {
  /** The principals of an external credential; none where the org does not tell. */
  principals: (externalCredential: string, signal: AbortSignal) => Promise<readonly PrincipalAccess[]>;
  /** The consumer key that a named principal holds, which is no secret (L24); undefined where the org does not tell. */
  storedKey: (
    at: { externalCredential: string; principal: string },
    signal: AbortSignal,
  ) => Promise<string | undefined>;
  /** Consumer keys of the org's External Client Apps by name; empty where the org gives none out (L11). */
  consumerKeys: (apps: readonly string[], signal: AbortSignal) => Promise<ReadonlyMap<string, string>>;
};
