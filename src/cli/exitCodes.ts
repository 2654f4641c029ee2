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
}: {
  outcome: keyof typeof codes;
  components?: readonly ComponentReport[];
}): number => (components.some(({ change }) => change === 'blocked' || change === 'failed') ? 1 : codes[outcome]);

const described = [0, 1, 2, 69, 130] as const;

/** The exit codes, for a command's help. */
export const exitCodeHelp = toHelpSection(
  messages.getMessage('info.header'),
  Object.fromEntries(
    described.map((code) => [`${messages.getMessage('info.code')} (${code})`, messages.getMessage(`code.${code}`)]),
  ),
);
