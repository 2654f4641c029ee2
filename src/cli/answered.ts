import { Messages } from '@salesforce/core/messages';
import { fail } from '../core/failure.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'stages');

/** What the library of the prompts rejects with at Ctrl-C, which a terminal in raw mode gives as a character. */
const isCtrlC = (error: unknown): boolean => error instanceof Error && error.name === 'ExitPromptError';

/** What a person answers; Ctrl-C at the question interrupts the command, as a signal does anywhere. */
export const answered = async <T>(answer: Promise<T>, signal: AbortSignal): Promise<T> => {
  const listening = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { signal: listening.signal });
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([answer, aborted]);
  } catch (error) {
    if (isCtrlC(error) || signal.aborted) fail('Interrupted', { at: ` ${messages.getMessage('info.atQuestion')}` });
    throw error;
  } finally {
    listening.abort();
  }
};
