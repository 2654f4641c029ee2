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
  /** Consent pages are opened; else their URL is told only. */
  browser: boolean;
};
