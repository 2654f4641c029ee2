import { makeSettings } from '../core/settings/makeSettings.ts';
import type { Settings } from '../core/settings.ts';
import type { Token } from './typedCommand.ts';

const said = (flag: string, input: string): Token => ({ type: 'flag', flag, input });

/** The flag `--method`; none where selfcallout.json says that a hand-made loopback is used, which it follows from. */
export const methodTokens = ({ method, adopted }: Settings): Token[] =>
  adopted === undefined ? [said('method', method)] : [];

/** The flags by which a command means the same loopback, its name, method and version apart, as far as they are no default. */
export const settingsTokens = (settings: Settings): Token[] => {
  if (settings.adopted !== undefined) return [];
  const { name, method, apiVersion } = settings;
  const plain = makeSettings({ name, method, apiVersion });
  const told = (flag: string, key: 'label' | 'appType' | 'credentialType' | 'principalType'): Token[] =>
    settings[key] === plain[key] ? [] : [said(flag, settings[key])];
  const isPlainScope = settings.scopes.join(' ') === plain.scopes.join(' ');
  return [
    ...told('label', 'label'),
    ...told('app-type', 'appType'),
    ...told('credential-type', 'credentialType'),
    ...told('principal', 'principalType'),
    ...(settings.mergeFields === plain.mergeFields ? [] : [said('merge-fields-in-header', '--merge-fields-in-header')]),
    ...(isPlainScope ? [] : settings.scopes.map((input) => said('scope', input))),
  ];
};
