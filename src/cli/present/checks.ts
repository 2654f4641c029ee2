import type { CheckReport } from '../../core/report.ts';
import { answerOf, MARKS } from '../../core/verify/checkWords.ts';
import { table } from './table.ts';

/** The table of checks, then why each that failed did, each reason once. */
export const presentChecks = (checks: readonly CheckReport[]): string[] => {
  const rows = checks.map((check) => [
    MARKS.get(check.ok) ?? '?',
    check.context,
    check.api,
    check.httpMethod,
    check.via ?? '',
    answerOf(check),
    `${check.durationMs} ms`,
  ]);
  const reasons = checks
    .filter(({ ok, why }) => ok !== true && why !== undefined)
    .map(({ api, why = '' }) => ({ api, why }));
  const said = [...new Set(reasons.map(({ why }) => why))];
  const lines = said.map(
    (why) =>
      `${reasons
        .filter((reason) => reason.why === why)
        .map(({ api }) => api)
        .join(', ')}: ${why}`,
  );
  const controls = checks
    .filter(({ control, ok }) => control && ok === true)
    .map(({ via = '', expected }) => `The ${via} alone, as a control: ${expected}.`);
  return [
    ...table([['', 'Context', 'API', 'Method', 'Via', 'Answer', 'Time'], ...rows]),
    ...(lines.length + controls.length > 0 ? ['', ...lines, ...controls] : []),
  ];
};
