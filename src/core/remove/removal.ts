import type { MetadataName } from '../metadataName.ts';
import type { OrgComponent } from '../facts.ts';

/** Code of the org: Apex source, or the markup of a page. */
export type Source = MetadataName & { id: string; text: string };

/** A row of MetadataComponentDependency: `by` names the component with the id `of`. */
export type Dependency = { by: MetadataName; of: string };

/** Who may use a credential besides us, as Connect tells it (platform-facts §5). */
export type CredentialUsers = { holders: readonly MetadataName[]; namedCredentials: readonly string[] };

/** An assignment of one of the loopback's permission sets. */
export type Assignment = { id: string; permissionSet: string; username: string };

/** A permission set group that holds one of the loopback's permission sets. */
export type PermissionSetGroup = { group: string; permissionSet: string };

/** An asynchronous job of one class; `name` is what a schedule is called. `isProbe`: a verification of the loopback made it. */
export type ApexJob = { id: string; className: string; isPending: boolean; isProbe: boolean; name?: string };

/** What a removal asks the org for, read once. */
export type RemovalFacts = {
  /** No trailing slash. */
  instanceUrl: string;
  /** The CLI user. */
  username: string;
  /** By `Type/FullName`: all that could be the loopback's, and every named and external credential of the org. */
  components: ReadonlyMap<string, OrgComponent>;
  sources: readonly Source[];
  /** Undefined where the org does not tell (the object is a beta). */
  dependencies: readonly Dependency[] | undefined;
  credentialUsers: CredentialUsers | undefined;
  assignments: readonly Assignment[];
  groups: readonly PermissionSetGroup[];
  jobs: readonly ApexJob[];
  isProduction: boolean;
};

/** What would miss the loopback. */
export type Use = {
  /** `callout`, `user`: what they use can be removed all the same; what the others use the org itself keeps. */
  kind: 'apex' | 'dependency' | 'access' | 'credential' | 'group' | 'job' | 'callout' | 'user';
  by: string;
  of: string;
};

export type Principal = { externalCredential: string; principal: string; principalType: 'named' | 'per-user' };

/** What is to be done, in this order: tokens, login, assignments, components. */
export type RemovalPlan = {
  principals: readonly Principal[];
  /** The custom setting whose record holds a login. */
  login: string | undefined;
  assignments: readonly Assignment[];
  /** Ours, in the order in which nothing is deleted before what needs it (L52). */
  components: readonly MetadataName[];
  /** Ours, and left as `--keep` says. */
  kept: readonly MetadataName[];
  /** Somebody else's, which the loopback took over. */
  adopted: readonly MetadataName[];
  /** Called as ours are, and somebody else's. */
  foreign: readonly MetadataName[];
  uses: readonly Use[];
  /** Pending jobs of a verification: they hold a class (L57), and nobody misses them where it was killed. */
  probeJobs: readonly string[];
  /** URL suffixes that the org never gives again (L13). */
  burntSuffixes: readonly string[];
  /** Finished jobs of our classes, which nobody can delete (L64). */
  finishedJobs: number;
};
