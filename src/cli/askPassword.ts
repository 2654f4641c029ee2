import { text } from 'node:stream/consumers';
import { Messages } from '@salesforce/core';
import { Flags, type SfCommand } from '@salesforce/sf-plugins-core';
import type { SecretsPort } from '../ports/secretsPort.ts';
import { answered } from './answered.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'flags');

/** Flags that say where a password comes from; never the password itself, which others could see in a command line. */
export const passwordFlags = {
  'no-prompt': Flags.boolean({ summary: messages.getMessage('flags.no-prompt.summary'), default: false }),
  'password-stdin': Flags.boolean({
    summary: messages.getMessage('flags.password-stdin.summary'),
    description: messages.getMessage('flags.password-stdin.description'),
    default: false,
  }),
};

/** People look passwords up. */
const PATIENCE_MS = 300_000;

type Given = { readonly [flag in keyof typeof passwordFlags]: boolean };

/**
 * Gets a password from standard input where that is said, else from a person where there is one who can type: not with
 * `--json`, not with `--no-prompt`, not in a pipe. The one line end that `echo` puts behind it is no part of it.
 */
export const askPassword = (
  { 'no-prompt': noPrompt, 'password-stdin': fromStdin }: Given,
  command: Pick<SfCommand<unknown>, 'jsonEnabled' | 'secretPrompt'>,
  signal: AbortSignal,
): SecretsPort['password'] => {
  if (fromStdin) return async () => (await answered(text(process.stdin), signal)).replace(/\r?\n$/, '');
  if (noPrompt || command.jsonEnabled() || !process.stdin.isTTY) return undefined;
  return (username) =>
    answered(
      command.secretPrompt({ message: messages.getMessage('info.password', [username]), ms: PATIENCE_MS }),
      signal,
    );
};
