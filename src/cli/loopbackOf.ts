import type { Connection, Org } from '@salesforce/core';
import { makeSettings } from '../core/settings/makeSettings.ts';
import type { Settings } from '../core/settings.ts';
import { apiVersionOf } from './flags.ts';

/** `about` is whom words and commands of it name: the org by its username. */
type Loopback = { connection: Connection; settings: Settings; about: { org: string; name: string } };

/**
 * The loopback that `orgFlags` mean, of which only the name counts, and the connection to its org, at the version to work at:
 * `projectVersion` is that of the project around it, where that matters.
 */
export const loopbackOf = (
  flags: { 'target-org': Org; 'api-version': string | undefined; name: string },
  projectVersion?: string,
): Loopback => {
  const connection = flags['target-org'].getConnection(flags['api-version']);
  const apiVersion = apiVersionOf(flags['api-version'], projectVersion, connection.getApiVersion());
  const settings = makeSettings({ name: flags.name, apiVersion });
  connection.setApiVersion(settings.apiVersion);
  return { connection, settings, about: { org: connection.getUsername() ?? '', name: settings.name } };
};
