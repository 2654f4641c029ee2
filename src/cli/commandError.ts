import { inspect } from 'node:util';
import { SfError } from '@salesforce/core/sfError';
import { errorCode } from './errorCode.ts';

/** An error that ends a command, with everything that its JSON shows (the fields of sf-plugins-core's SfCommandError). */
export type CommandError = SfError & {
  status: number;
  commandName: string;
  warnings: readonly unknown[];
  result: unknown;
  skipOclifErrorHandling: true;
  oclif: { exit: number };
};

type Details = {
  actions?: string[];
  code?: string;
  commandName?: string;
  context?: string;
  data?: unknown;
  result?: unknown;
};

/** Any error as a CommandError, as SfCommand makes it in its `catch`. */
export const toCommandError = (
  error: Error,
  commandName: string,
  warnings: readonly unknown[],
  processExitCode: unknown,
): CommandError => {
  const details = error as Error & Details;
  const status = errorCode(error, processExitCode);
  const wrapped = SfError.wrap(error);
  const cause = wrapped.cause instanceof Error ? wrapped.cause : undefined;
  const sfError = new SfError(wrapped.message, error.name, details.actions, status, cause);
  sfError.code = details.code ? details.code : String(status);
  const name = details.commandName ?? commandName;
  return Object.assign(sfError, {
    data: details.data,
    context: details.context ?? name,
    status,
    commandName: name,
    warnings,
    result: details.result,
    skipOclifErrorHandling: true as const,
    oclif: { exit: status },
  }) as CommandError;
};

/** What `--json` prints for an error. */
export const errorEnvelope = (error: CommandError): Record<string, unknown> => ({
  ...error.toObject(),
  stack: error.stack,
  cause: inspect(error.cause),
  warnings: error.warnings,
  code: error.code,
  status: error.status,
  commandName: error.commandName,
  result: error.result,
});

type RawToken = { type: string; flag?: string; input: string };

/** For unexpected arguments: flags whose value was probably meant to be quoted, as sf suggests them. */
export const quotingSuggestions = (cause: unknown): string[] => {
  const tokens =
    (cause as { parse?: { output?: { raw?: readonly RawToken[] } } } | undefined)?.parse?.output?.raw ?? [];
  return tokens.flatMap((token, index) => {
    const rest = tokens.slice(index + 1);
    const end = rest.findIndex(({ type }) => type !== 'arg');
    const words = end === -1 ? rest : rest.slice(0, end);
    if (token.type !== 'flag' || words.length === 0) return [];
    return [`--${token.flag ?? ''} "${[token.input, ...words.map(({ input }) => input)].join(' ')}"`];
  });
};
