import type { CheckReport, VerifyReport } from '../../report.ts';
import { answerOf, MARKS } from '../../verify/checkWords.ts';
import { contextFactsOf, factsOf, LEFT_BEHIND, NOTHING_LEFT, OUTCOMES } from '../facts.ts';
import { reasonsOf } from '../../verify/reasons.ts';

/** Text that Markdown takes for nothing but text; an underscore within a word is none of its marks. */
const plain = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*[\]|~#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&');

/** A command; what it holds is a user's own, and a backtick would end it. */
const code = (text: string): string => `\`${text.replaceAll(/[`\s]+/g, ' ')}\``;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const checkRow = (check: CheckReport): string =>
  row(
    [
      MARKS.get(check.ok) ?? '',
      check.id,
      check.context,
      check.control ? `${check.api} (control)` : check.api,
      check.httpMethod,
      check.via ?? '',
      answerOf(check),
      `${check.durationMs} ms`,
      check.queuedMs === undefined ? '' : `${check.queuedMs} ms`,
      check.requestId ?? '',
      check.jobId ?? '',
      check.why ?? '',
    ].map(plain),
  );

const HEADS = [
  '',
  'Check',
  'Context',
  'API',
  'Method',
  'Via',
  'Answer',
  'Time',
  'Queued',
  'Request id',
  'Job id',
  'Why',
];

/** A verification as a Markdown page to keep. */
export const markdownReceipt = (report: VerifyReport): string => {
  const { contexts, checks, leftBehind, next } = report;
  const reasons = reasonsOf(report);
  return [
    `# Loopback ${report.name}: ${OUTCOMES[report.outcome]}`,
    '',
    '<!-- sf-plugin-selfcallout receipt -->',
    '',
    ...factsOf(report).map(([label, value]) => `- ${label}: ${plain(value)}`),
    ...(next === undefined ? [] : ['', `Next: ${code(next)}`]),
    '',
    '## Contexts',
    '',
    ...contexts.map((context) => {
      const facts = contextFactsOf(context).map(([label, value]) => `${label}: ${plain(value)}`);
      return `- ${plain(context.context)}: ${facts.join(', ')}`;
    }),
    '',
    '## Checks',
    '',
    row(HEADS),
    row(HEADS.map(() => '---')),
    ...checks.map(checkRow),
    ...(reasons.length === 0 ? [] : ['', '## What is not green', '']),
    ...reasons.map((reason) => {
      const way = reason.next === undefined ? '' : ` Next: ${code(reason.next)}`;
      return `- ${plain(reason.places)}. ${plain(reason.why)}${way}`;
    }),
    '',
    '## What stays in the org',
    '',
    leftBehind.length === 0 ? NOTHING_LEFT : LEFT_BEHIND,
    ...(leftBehind.length === 0 ? [] : ['']),
    ...leftBehind.map(({ id, type, status, context }) => `- ${plain(`${type} ${id}, ${context}, ${status}`)}`),
    '',
  ].join('\n');
};
