import { fail } from '../failure.ts';
import { type ManifestEntry, TEMPLATE_VERSION } from '../files/manifest.ts';
import { newerVersion } from '../settings/apiVersions.ts';
import { keptAdoption } from '../adopt/keptAdoption.ts';
import { makeSettings } from '../settings/makeSettings.ts';
import type { Settings } from '../settings.ts';

const orUnset = (value: string): string | undefined => (value === 'none' ? undefined : value);

/**
 * The settings that selfcallout.json keeps, checked again since people may edit that file, at the version asked for: the
 * user's word, else the project's `sourceApiVersion` where that is newer than the loopback's own.
 */
export const upgradedSettings = (
  entry: ManifestEntry,
  asked: string | undefined,
  sourceApiVersion: string | undefined,
): Settings => {
  if (entry.templateVersion > TEMPLATE_VERSION) fail('NewerTemplates', { name: entry.name });
  const apiVersion = asked ?? newerVersion(entry.apiVersion, sourceApiVersion ?? entry.apiVersion);
  if (entry.adopted !== undefined) return keptAdoption(entry, { label: entry.label, apiVersion });
  return makeSettings({
    name: entry.name,
    label: entry.label,
    method: entry.method,
    appType: orUnset(entry.appType),
    credentialType: orUnset(entry.credentialType),
    principalType: entry.principalType,
    mergeFieldsInHeader: entry.mergeFields === 'body-and-header',
    scopes: entry.scopes,
    apiVersion,
  });
};
