import { fail } from '../failure.ts';
import type { ManifestEntry } from '../files/manifest.ts';
import { makeSettings, type SettingsInput } from '../settings/makeSettings.ts';
import type { Settings } from '../settings.ts';
import { type Adopted, adoptedMembers, type AdoptedType } from './adopted.ts';

/** Names as the platform allows them: they go into Apex, and a project's files can be edited by anybody. */
const NAME = /^[A-Za-z]\w*$/;
const PATTERNS: Readonly<Partial<Record<AdoptedType, RegExp>>> = {
  ExternalCredentialPrincipal: /^[A-Za-z]\w*-\w[\w .-]*$/,
  SessionIdEnd: /^[\w.]+$/,
  CustomObject: /^[A-Za-z]\w*__c$/,
};

/** The same; fails with AdoptedNameInvalid where one of the names is none. */
export const checkAdopted = (adopted: Adopted): Adopted => {
  for (const { type, fullName } of adoptedMembers(adopted)) {
    if (!(PATTERNS[type] ?? NAME).test(fullName)) fail('AdoptedNameInvalid', { component: `${type} ${fullName}` });
  }
  return adopted;
};

/** The settings of a loopback that took over hand-made components, as selfcallout.json keeps them. */
export const keptAdoption = (
  { name, method, appType, credentialType, principalType, principal, adopted = {} }: ManifestEntry,
  { label, apiVersion }: Pick<SettingsInput, 'label' | 'apiVersion'>,
): Settings => ({
  ...makeSettings({ name, label, apiVersion }),
  method,
  appType,
  credentialType,
  principalType,
  principal,
  adopted: checkAdopted(adopted),
});
