import type { CheckReport, VerifyReport } from '../../core/report.ts';
import { type Check, CHECKS } from '../../core/verify/checks.ts';
import { contextOf } from '../../core/verify/contexts.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

const MARKS = new Map<CheckReport['ok'], string>([
  [true, '✓'],
  [false, '✗'],
  ['notGranted', '–'],
  ['notReachable', '○'],
  ['pending', '…'],
]);

/** Below this width a cell has its mark and status only. */
const WIDE = 110;

const cellOf = (check: CheckReport | undefined, isWide: boolean): string => {
  if (check === undefined) return '';
  const mark = MARKS.get(check.ok) ?? '?';
  if (check.status === 0) return mark;
  // What a control gives is neither good nor bad: it has no mark while it is as expected.
  const shown = check.control && check.ok === true ? '' : mark;
  const time = isWide && !check.control ? String(check.durationMs) : '';
  return [shown, String(check.status), time].filter(Boolean).join(' ');
};

const seconds = (ms: number | undefined): string => (ms === undefined ? '' : (ms / 1000).toFixed(1));

const headings = (checks: readonly Check[], isWide: boolean): string[] => [
  'Context',
  ...checks.filter(({ control }) => !control).map(({ column }) => column),
  ...(isWide ? ['Queued s', 'Run s'] : []),
  ...checks.filter(({ control }) => control).map(({ column }) => `id ${column}`),
];

const rowsOf = ({ contexts, checks }: VerifyReport, made: readonly Check[], isWide: boolean): string[][] =>
  contexts.map(({ context, queuedMs, runMs }) => {
    const cell = ({ id }: Check): string =>
      cellOf(
        checks.find((check) => check.context === context && check.id === id),
        isWide,
      );
    return [
      contextOf(context).label,
      ...made.filter(({ control }) => !control).map(cell),
      ...(isWide ? [seconds(queuedMs), seconds(runMs)] : []),
      ...made.filter(({ control }) => control).map(cell),
    ];
  });

/** Each reason once, with the cells that it is of. */
const reasonsOf = ({ checks, contexts }: VerifyReport): string[] => {
  const byReason = new Map<string, Map<string, string[]>>();
  for (const { ok, why, context, api, control } of checks) {
    if (ok === true || why === undefined) continue;
    const places = byReason.get(why) ?? new Map<string, string[]>();
    places.set(context, [...(places.get(context) ?? []), control ? `${api} with the session id` : api]);
    byReason.set(why, places);
  }
  const isAll = (context: string, apis: readonly string[]): boolean =>
    apis.length === checks.filter((check) => check.context === context).length;
  return [...byReason].map(([why, places]) => {
    const everywhere = contexts.length > 1 && places.size === contexts.length;
    const [first = []] = places.values();
    const where = everywhere
      ? `every context: ${first.join(', ')}`
      : [...places]
          .map(([context, apis]) => (isAll(context, apis) ? context : `${context}: ${apis.join(', ')}`))
          .join('; ');
    return `${where}. ${why}`;
  });
};

const LEGEND = '✓ works  ✗ does not  – not granted  ○ not reachable  … pending; id: what the session id alone gives';

/** The matrix, contexts down and APIs across, and below it why a cell is not green. `width` in columns. */
export const presentMatrix = (report: VerifyReport, width: number): string[] => {
  const isWide = width >= WIDE;
  const made = CHECKS.filter(({ id }) => report.checks.some((check) => check.id === id));
  const reasons = reasonsOf(report).flatMap((reason) => wrap(reason, width, '  '));
  const { leftBehind } = report;
  const jobs = leftBehind.map(({ id, type }) => `${type} ${id}`).join(', ');
  return [
    ...table([headings(made, isWide), ...rowsOf(report, made, isWide)]),
    ...wrap(isWide ? `${LEGEND}; behind a status: milliseconds` : LEGEND, width, '  '),
    ...(reasons.length > 0 ? ['', ...reasons] : []),
    ...(jobs === '' ? [] : ['', ...wrap(`Stays in Apex Jobs until Salesforce purges it: ${jobs}`, width, '  ')]),
  ];
};
