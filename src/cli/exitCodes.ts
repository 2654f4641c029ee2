import { Messages } from '@salesforce/core';
import { toHelpSection } from '@salesforce/sf-plugins-core';
import type { RemoveOutcome } from '../core/remove/removeReport.ts';
import type { ComponentReport, Outcome } from '../core/report.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'exitCodes');

/** 0 done; 1 the answer is no; 69 still waiting (style: the CLI's own table). */
const codes: Readonly<Record<Outcome | RemoveOutcome | 'authorized' | 'rotated' | 'nothing', number>> = {
  proven: 0,
  planned: 0,
  authorized: 0,
  rotated: 0,
  nothing: 0,
  removed: 0,
  absent: 0,
  notProven: 1,
  inUse: 1,
  declined: 1,
  pending: 69,
};

export const exitCodeOf = ({
  outcome,
  components = [],
  kept = [],
}: {
  outcome: keyof typeof codes;
  components?: readonly ComponentReport[];
  /** What the org did not let go, though all else is done. */
  kept?: readonly unknown[];
}): number => {
  if (components.some(({ change }) => change === 'blocked' || change === 'failed')) return 1;
  return codes[outcome] === 0 && kept.length > 0 ? 68 : codes[outcome];
};

const described = [0, 1, 2, 68, 69, 130] as const;

/** The exit codes, for a command's help. */
export const exitCodeHelp = toHelpSection(
  messages.getMessage('info.header'),
  Object.fromEntries(
    described.map((code) => [`${messages.getMessage('info.code')} (${code})`, messages.getMessage(`code.${code}`)]),
  ),
);
