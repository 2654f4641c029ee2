import type { Settings } from '../core/settings.ts';
import { setupAgain } from './setupAgain.ts';
import { type Token, typedCommand, waits } from './typedCommand.ts';

/** What came with `upgrade`. `typed`: words of the command line; `name`: the one loopback that was asked for, if one was. */
export type Typed = { typed: readonly Token[]; name: string | undefined };

/** The same `upgrade` again: it finds the files done, and goes on in the org with every loopback that is not proven yet. */
export const upgradeAgain = ({ typed, name }: Typed, org: string): string =>
  typedCommand('upgrade', typed, { name, org }, waits);

/** Failures whose words add to the command a flag that only `setup` has. */
export const NEEDS_SETUP: ReadonlySet<string> = new Set([
  'AdoptionAmbiguous',
  'AdoptionNothing',
  'ConnectedAppRefused',
  'LeadsElsewhere',
  'NameTaken',
  'PasswordNeeded',
  'RunAsUserInactive',
  'RunAsUserNotFound',
  'RunAsUserRefused',
  'RunAsUserWithoutApi',
]);

/** The command to type again after a failure of this kind in the deployment of one loopback. */
export const afterFailure = (kind: string, settings: Settings, typed: Typed, org: string): string =>
  NEEDS_SETUP.has(kind) ? setupAgain(settings, org, typed.typed) : upgradeAgain(typed, org);
