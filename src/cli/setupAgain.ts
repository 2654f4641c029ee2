import type { Settings } from '../core/settings.ts';
import { methodTokens, settingsTokens } from './settingsTokens.ts';
import { type Token, typedCommand } from './typedCommand.ts';

/** Flags of `upgrade` that `setup` has too, less those that say what the project's files say. */
const SHARED: ReadonlySet<string> = new Set(['api-version', 'wait', 'no-browser']);

/** The `setup` that goes on where a deploy of files of these settings stopped; `typed` is what came with `upgrade`. */
export const setupAgain = (settings: Settings, org: string, typed: readonly Token[]): string =>
  typedCommand(
    'setup',
    [...methodTokens(settings), ...settingsTokens(settings), ...typed.filter(({ flag = '' }) => SHARED.has(flag))],
    { name: settings.name, org },
  );
