import { makeSettings } from '../core/settings/makeSettings.ts';
import type { Settings } from '../core/settings.ts';
import { typedCommand } from './typedCommand.ts';

type Typed = Parameters<typeof typedCommand>[1];

/** Flags of `upgrade` that `setup` has too, less those that say what the project's files say. */
const SHARED: ReadonlySet<string> = new Set(['api-version', 'wait', 'no-browser']);

/** The `setup` that goes on where a deploy of files of these settings stopped; `typed` is what came with `upgrade`. */
export const setupAgain = (settings: Settings, org: string, typed: Typed): string => {
  const { name, method, apiVersion } = settings;
  const plain = makeSettings({ name, method, apiVersion });
  const told = (flag: string, key: 'label' | 'appType' | 'credentialType' | 'principalType'): Typed =>
    settings[key] === plain[key] ? [] : [{ type: 'flag', flag, input: settings[key] }];
  const isPlainScope = settings.scopes.join(' ') === plain.scopes.join(' ');
  const said: Typed = [
    { type: 'flag', flag: 'method', input: method },
    ...told('label', 'label'),
    ...told('app-type', 'appType'),
    ...told('credential-type', 'credentialType'),
    ...told('principal', 'principalType'),
    ...(settings.mergeFields === plain.mergeFields
      ? []
      : [{ type: 'flag', flag: 'merge-fields-in-header', input: '--merge-fields-in-header' }]),
    ...(isPlainScope ? [] : settings.scopes.map((input) => ({ type: 'flag', flag: 'scope', input }))),
    ...typed.filter(({ flag = '' }) => SHARED.has(flag)),
  ];
  return typedCommand('setup', said, { name, org });
};
