import { Messages } from '@salesforce/core/messages';
import { SfError } from '@salesforce/core/sfError';
import { type Failure, failureOf } from '../core/failure.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'failures');

/** Kinds that say that the command line is wrong; everything else ends with exit code 1, but for `OTHER_CODES`. */
const USAGE: ReadonlySet<string> = new Set([
  'InvalidName',
  'ReservedName',
  'ShadowingName',
  'InvalidLabel',
  'InvalidScope',
  'ScopeWithoutApi',
  'UnknownMethod',
  'UnknownOption',
  'CombinationRefused',
  'MethodNeedsApiVersion',
  'ScopeNeedsApiVersion',
  'ScopeWithoutRefreshToken',
  'UnknownSwitch',
  'UnsupportedApiVersion',
  'ReceiptFormatUnknown',
  'ReceiptPlaceTaken',
  'ConfirmationNeeded',
  'UnknownLoopback',
  'InvalidLimit',
  'GlobalOauthInside',
  'InvalidSandboxName',
  'NotLoopback',
  'StateFileRefused',
  'FaultRefused',
  'AdoptionAmbiguous',
  'AdoptionUnknown',
  'AdoptionTakesNo',
  'UseWithoutAdopt',
  'InvalidWait',
]);

/** Kinds after which something is still going on, or was stopped by a person. */
const OTHER_CODES: ReadonlyMap<string, number> = new Map([
  ['DeployUnfinished', 69],
  ['JobTimeout', 69],
  ['VerifyUnderWay', 69],
  ['ConsentDenied', 69],
  ['ConsentPageClosed', 69],
  ['ConsentWrongUser', 69],
  ['ConsentTimedOut', 69],
  ['PasswordNeeded', 69],
  ['Interrupted', 130],
]);

const keyOf = (kind: string): string => `error.${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;

/** A command without one of its flags. */
const lessFlag = (command: string, flag: string): string =>
  command.replaceAll(new RegExp(` --${flag}(?: (?!--)\\S+)?(?= |$)`, 'g'), '');

/** Puts data into a message: `%name%` becomes the value of `name`, `%name!flag%` that of a command, less the flag. */
const fillIn = (text: string, data: NonNullable<Failure['data']>): string =>
  text.replace(/%(\w+)(?:!([\w-]+))?%/g, (token, key: string, flag?: string) => {
    const value = data[key];
    if (value === undefined) return token;
    const words = typeof value === 'object' ? value.join(', ') : String(value);
    return flag === undefined ? words : lessFlag(words, flag);
  });

/**
 * A Failure as an SfError of the same name, in words, with the next command to type; `id` is that of the command that was
 * typed (`selfcallout:setup`). Any other error is given back as it is.
 */
export const toSfError = (error: unknown, id = 'selfcallout:setup'): unknown => {
  const failure = failureOf(error);
  if (failure === undefined || !(error instanceof Error)) return error;
  const { kind, data = {}, report } = failure;
  const key = keyOf(kind);
  const cause = error.cause instanceof Error ? error.cause : undefined;
  const sfError = new SfError(
    fillIn(messages.getMessage(key), data),
    kind,
    messages
      .getMessages(`${key}.actions`)
      .map((action) => fillIn(action, { command: `sf ${id.replaceAll(':', ' ')}`, ...data })),
    USAGE.has(kind) ? 2 : (OTHER_CODES.get(kind) ?? 1),
    cause,
  );
  return Object.assign(sfError, { data: report ?? data });
};
