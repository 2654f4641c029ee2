import type { ReadStream } from 'node:tty';
import type { ConsentProblem } from '../core/report.ts';
import type { PersonPort } from '../ports/personPort.ts';

/** What each key says; messages/stages.md tells them (info.keys). */
const PROBLEMS: ReadonlyMap<string, ConsentProblem> = new Map([
  ['d', 'ConsentDenied'],
  ['c', 'ConsentPageClosed'],
  ['u', 'ConsentWrongUser'],
]);

/** Ctrl-C, which a terminal in raw mode gives as a character. */
const INTERRUPT = '\x03';

/** The keyboard of `terminal` as a person's answer; each key counts as soon as it is pressed. */
export const consentKeys = (
  terminal: Pick<ReadStream, 'on' | 'off' | 'setRawMode' | 'resume' | 'pause'>,
  interrupt: () => void = () => process.kill(process.pid, 'SIGINT'),
): PersonPort => ({
  whyNoConsent: (signal) =>
    new Promise((resolve) => {
      const onKeys = (chunk: Buffer): void => {
        for (const key of chunk.toString()) {
          const problem = PROBLEMS.get(key.toLowerCase());
          if (problem !== undefined) resolve(problem);
          if (key === INTERRUPT) interrupt();
        }
      };
      const stop = (): void => {
        terminal.off('data', onKeys).setRawMode(false).pause();
      };
      terminal.setRawMode(true).on('data', onKeys).resume();
      signal.addEventListener('abort', stop, { once: true });
    }),
});

/**
 * Whoever sits at the terminal, where one can type there and sees what stderr says; with `--json` too, whose output is
 * the same.
 */
export const personAt = (mayAsk: boolean): PersonPort | undefined =>
  mayAsk && process.stdin.isTTY && process.stderr.isTTY ? consentKeys(process.stdin) : undefined;
