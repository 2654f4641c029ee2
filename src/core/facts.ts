import type { Repair } from './plan/repair.ts';

/**
 * What the org and the project are, read once before the plan and data from then on.
 * `undefined` members mean *could not be read*; the plan must work without them.
 */
export type OrgFacts = {
  org: {
    /** 18 characters. */
    id: string;
    name: string;
    /** No trailing slash. Stands for the My Domain URL. */
    instanceUrl: string;
    isSandbox: boolean;
    organizationType: string;
    namespacePrefix: string | null;
  };
  user: {
    id: string;
    username: string;
    email: string;
    /** Permissions a set-up needs and this user lacks, by API name (platform-facts §14); empty when all are there. */
    missingPermissions: readonly string[];
  };
  /** The user whom the app runs as; undefined when no such user exists. */
  runAs: { id: string; username: string; isActive: boolean; isPrivileged: boolean; apiEnabled: boolean } | undefined;
  /** Retrieved source of the loopback's components by `Type/FullName`: metadata XML under `xml`, Apex source under `body`. */
  components: ReadonlyMap<string, OrgComponent>;
  /** `Type/FullName` of what is known to exist and is never read (global OAuth settings: a read may bring the secret, L35). */
  unread: ReadonlySet<string>;
  /** Names of the app's policy and settings records, by type, whatever they are called (L03). */
  satellites: ReadonlyMap<string, string>;
  /** From Connect; `Absent` when there is no such external credential yet. */
  credential: 'Configured' | 'NotConfigured' | 'Absent' | 'Unknown';
  /** Usernames that hold the loopback's permission set, of those asked for. */
  assigned: ReadonlySet<string>;
  /** The same for the permission set of the app's users (jwt-bearer). */
  appUsers?: ReadonlySet<string>;
  /** Whether key and secret are stored in the external identity provider, from Connect. */
  identityProvider?: 'Configured' | 'NotConfigured' | 'Absent' | 'Unknown';
  /** The hand-made legacy credential that is taken over was tried, and nobody has authenticated it (L28). */
  unsaved?: boolean;
  /** Whether the org-wide record of the custom setting is there (username-password). */
  login?: 'Configured' | 'Absent';
  /** Username in that record which no user of this org has: it came from another one (L66). */
  foreignLogin?: string;
  /**
   * URL suffixes that a new Auth Provider cannot have: of Auth Providers that are there, and burnt ones that a deploy was
   * refused for (L13). Auth Providers that are there and are called like the loopback, with or without a number, should
   * be among `components` too, and named credentials of the same names.
   */
  usedSuffixes?: ReadonlySet<string>;
  /** What has to become of parts that belong to another org; undefined where nothing does (L66). */
  repair?: Repair;
};

export type OrgComponent = { xml: string; body?: string };
