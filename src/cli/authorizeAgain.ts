import type { Failure } from '../core/failure.ts';
import { setupAgain } from './setupAgain.ts';
import { type Token, typedCommand, waits } from './typedCommand.ts';
import { NEEDS_SETUP } from './upgradeAgain.ts';

/** Flags that `authorize` has as well as `setup` does, by the failures whose words add them. */
const OWN_FLAGS = /^(PasswordNeeded|RunAsUser\w+)$/;

/** The command to type again after a failure of `authorize`: a set-up of the same loopback where the words add a flag that only that has. */
export const authorizeAgain =
  (typed: readonly Token[], about: { name: string; org: string }) =>
  ({ kind, settings }: Failure): string =>
    settings !== undefined && NEEDS_SETUP.has(kind) && !OWN_FLAGS.test(kind)
      ? setupAgain(
          settings,
          about.org,
          typed.filter((token) => waits(token.flag ?? '', token.input)),
        )
      : typedCommand('authorize', typed, about, waits);
