import type { CheckReport } from '../report.ts';

/** One sign for each outcome of a check; all are of one column. */
export const MARKS: ReadonlyMap<CheckReport['ok'], string> = new Map<CheckReport['ok'], string>([
  [true, '✓'],
  [false, '✗'],
  ['notGranted', '–'],
  ['notReachable', '○'],
  ['pending', '…'],
]);

const UNANSWERED: ReadonlyMap<CheckReport['ok'], string> = new Map<CheckReport['ok'], string>([
  ['notGranted', 'not granted'],
  ['notReachable', 'not reachable'],
  ['pending', 'pending'],
]);

/** What came back: `HTTP 401 INVALID_SESSION_ID`, or why nothing did. */
export const answerOf = ({ ok, status, errorCode = '' }: CheckReport): string =>
  [status === 0 ? (UNANSWERED.get(ok) ?? 'no answer') : `HTTP ${status}`, errorCode].filter(Boolean).join(' ');
