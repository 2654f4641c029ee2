import type { CheckReport, VerifyReport } from '../../core/report.ts';
import { type Check, CHECKS } from '../../core/verify/checks.ts';
import { MARKS } from '../../core/verify/checkWords.ts';
import { contextOf } from '../../core/verify/contexts.ts';
import { reasonsOf } from '../../core/verify/reasons.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

/** From these widths on a cell has room for its status, and for its time, too. */
const [STATUS_WIDTH, TIME_WIDTH] = [118, 150];

type Room = { status: boolean; time: boolean };

const roomOf = (width: number): Room => ({ status: width >= STATUS_WIDTH, time: width >= TIME_WIDTH });

/** What the session id gives is a status, as a rule, and neither good nor bad: it has a mark only where it is not as expected. */
const cellOf = (check: CheckReport | undefined, room: Room): string => {
  if (check === undefined) return '';
  const mark = MARKS.get(check.ok) ?? '?';
  if (check.status === 0) return mark;
  if (check.control) return check.ok === true ? String(check.status) : `${mark} ${check.status}`;
  const time = room.time ? `${check.durationMs} ms` : '';
  return [mark, room.status ? String(check.status) : '', time].filter(Boolean).join(' ');
};

const seconds = (ms: number | undefined): string => (ms === undefined ? '' : (ms / 1000).toFixed(1));

const headingOf = ({ column, short, control }: Check, room: Room): string =>
  `${control ? 'id ' : ''}${room.status ? column : short}`;

const sorted = (checks: readonly Check[]): readonly Check[] => checks.toSorted((a, b) => +a.control - +b.control);

const rowsOf = ({ contexts, checks }: VerifyReport, made: readonly Check[], room: Room): string[][] =>
  contexts.map(({ context, queuedMs, runMs }) => [
    contextOf(context).label,
    ...made.map(({ id }) =>
      cellOf(
        checks.find((check) => check.context === context && check.id === id),
        room,
      ),
    ),
    ...(room.status ? [seconds(queuedMs)] : []),
    seconds(runMs),
  ]);

const LEGEND =
  '✓ works  ✗ does not  – not granted  ○ not reachable  … pending;  id: what the session id alone gives;  scheduled: a queueable job that a schedule starts';

/** The matrix, contexts down and APIs across, and below it why a cell is not green. `width` in columns. */
export const presentMatrix = (report: VerifyReport, width: number): string[] => {
  const room = roomOf(width);
  const made = sorted(CHECKS.filter(({ id }) => report.checks.some((check) => check.id === id)));
  const reasons = reasonsOf(report).flatMap(({ places, why }) => wrap(`${places}. ${why}`, width, '  '));
  const jobs = report.leftBehind.map(({ id, type }) => `${type} ${id}`).join(', ');
  const times = room.status ? ['Queued s', 'Run s'] : ['Run s'];
  return [
    ...table([['Context', ...made.map((check) => headingOf(check, room)), ...times], ...rowsOf(report, made, room)]),
    '',
    ...wrap(LEGEND, width, '  '),
    ...(reasons.length > 0 ? ['', ...reasons] : []),
    ...(jobs === '' ? [] : ['', ...wrap(`Stays in Apex Jobs until Salesforce purges it: ${jobs}`, width, '  ')]),
  ];
};
