import { basename, dirname } from 'node:path';
import { fail } from '../core/failure.ts';
import type { VerifyReport } from '../core/report.ts';
import { writeFiles } from '../disk/writeFiles.ts';
import { markdownReceipt } from './present/receipt.ts';

const formats: ReadonlyArray<readonly [suffix: string, text: (report: VerifyReport, when: string) => string]> = [
  ['.json', (report, when) => `${JSON.stringify({ ...report, when }, null, 2)}\n`],
  ['.md', markdownReceipt],
];

/** Fails before any work when the file's suffix names no format. */
export const checkReceiptPath = (path: string): void => {
  if (!formats.some(([suffix]) => path.endsWith(suffix))) fail('ReceiptFormatUnknown', { path });
};

/** Keeps a verification as JSON or Markdown, by the file's suffix. `when` is an ISO date. */
export const writeReceipt = (path: string, report: VerifyReport, when: string): void => {
  const [, text] = formats.find(([suffix]) => path.endsWith(suffix)) ?? fail('ReceiptFormatUnknown', { path });
  writeFiles(dirname(path), new Map([[basename(path), text(report, when)]]));
};
