import { fail } from '../core/failure.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const interruption = (): unknown => {
  try {
    return fail('Interrupted', { at: '' });
  } catch (error) {
    return error;
  }
};

/**
 * A signal that aborts when the user interrupts. The handlers of SfCommand exit from inside the listener, which ends in a
 * stack trace and skips all cleaning up: they are taken off.
 */
export const interruptSignal = (): AbortSignal => {
  const controller = new AbortController();
  for (const name of signals) {
    process.removeAllListeners(name);
    process.once(name, () => controller.abort(interruption()));
  }
  return controller.signal;
};
