import type { VerifyReport } from '../../core/report.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** A verification as a Markdown page to keep. */
export const markdownReceipt = (report: VerifyReport, when: string): string =>
  [
    `# Loopback ${report.name}: ${report.outcome}`,
    '',
    `- Org: ${report.org.username} (${report.org.id}), ${report.org.instanceUrl}`,
    `- API version: ${report.org.apiVersion}`,
    `- When: ${when}`,
    `- Requests: ${report.requests.total}`,
    '',
    row(['Check', 'Context', 'API', 'Method', 'Via', 'Status', 'OK', 'Why']),
    row(['---', '---', '---', '---', '---', '---', '---', '---']),
    ...report.checks.map((check) =>
      row([
        check.id,
        check.context,
        check.api,
        check.httpMethod,
        check.via ?? '',
        `${check.status} ${check.errorCode ?? ''}`.trim(),
        String(check.ok),
        check.why ?? '',
      ]),
    ),
    ...(report.next === undefined ? [] : ['', `Next: \`${report.next}\``]),
    '',
  ].join('\n');
