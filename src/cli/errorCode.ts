/** A stack trace of the platform's own, as sf-plugins-core recognizes it. */
const GACK = /\d{9,}-\d{3,} \(-?\d{7,}\)/;

const causeOf = (error: Error): Error | undefined => (error.cause instanceof Error ? error.cause : undefined);

const some = (error: Error, test: (each: Error) => boolean): boolean => {
  const cause = causeOf(error);
  return test(error) || (cause !== undefined && some(cause, test));
};

const isGack = ({ message, stack }: Error): boolean => GACK.test(message) || GACK.test(stack ?? '');

const isTypeError = (error: Error): boolean =>
  error instanceof TypeError ||
  [error.name, error.message, error.stack].some((text) => text?.includes('TypeError') ?? false);

/** The exit code that sf-plugins-core 13 gives an error, by the same rules in the same order; a test compares them. */
export const errorCode = (error: Error, processExitCode: unknown): number => {
  if (some(error, isGack)) return 20;
  if (some(error, isTypeError)) return 10;
  const { oclif, exitCode, code } = error as Error & { oclif?: { exit?: unknown }; exitCode?: unknown; code?: unknown };
  if (typeof oclif?.exit === 'number') return oclif.exit;
  if (typeof exitCode === 'number') return exitCode;
  if ('code' in error) return typeof code === 'number' ? code : 1;
  return typeof processExitCode === 'number' ? processExitCode : 1;
};
