import type { Wanted } from '../core/adopt/choose.ts';
import type { Extent } from '../core/plan/extent.ts';
import type { Settings } from '../core/settings.ts';

/** What `setup` is asked to do, once flags are read. */
export type SetupRequest = {
  settings: Settings;
  /** Username; undefined for the CLI user. */
  runAs?: string;
  /** Usernames that get the permission set besides the CLI user. */
  assignTo: readonly string[];
  contactEmail?: string;
  /** How long to wait until the org's token endpoint knows the app. */
  waitMs: number;
  dryRun: boolean;
  overwrite: boolean;
  /** A hand-made loopback is used (`true`), or no longer (`false`); undefined leaves it as the project or the org has it. */
  adopt?: { wanted: Wanted } | false;
  /** Undefined for the whole loopback, with its files in the project. */
  extent?: Extent;
  /** Consent pages are opened; else their URL is told only. */
  browser: boolean;
  /** Nobody is there to consent: what a consent needs is done, its URL is told, and it is not waited for. */
  unattended?: boolean;
};
