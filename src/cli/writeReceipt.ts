import { basename, dirname, extname } from 'node:path';
import { fail } from '../core/failure.ts';
import { htmlReceipt } from '../core/receipt/html/htmlReceipt.ts';
import { junitReceipt } from '../core/receipt/junit/junitReceipt.ts';
import { markdownReceipt } from '../core/receipt/markdown/markdownReceipt.ts';
import type { VerifyReport } from '../core/report.ts';
import { readFiles } from '../disk/readFiles.ts';
import { writeFiles } from '../disk/writeFiles.ts';

type Format = {
  text: (report: VerifyReport) => string;
  /** Stands in every receipt of the format, and hardly in any other file. */
  sign: RegExp;
};

const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['.md', { text: markdownReceipt, sign: /^<!-- sf-plugin-selfcallout receipt -->$/m }],
  [
    '.json',
    {
      text: (report) => `${JSON.stringify(report, null, 2)}\n`,
      sign: /^\{\s*"schemaVersion": 1,\s*"name": "\w+",\s*"org": \{/,
    },
  ],
  ['.html', { text: htmlReceipt, sign: /<meta name="generator" content="sf-plugin-selfcallout" \/>/ }],
  ['.xml', { text: junitReceipt, sign: /<testsuites name="sf-plugin-selfcallout / }],
]);

const formatOf = (path: string): Format =>
  FORMATS.get(extname(path).toLowerCase()) ?? fail('ReceiptFormatUnknown', { path });

/** `new`, or `older` where a receipt is there already. A file that is none is never written over. */
const placeOf = (path: string): 'new' | 'older' => {
  const text = readFiles(dirname(path), [basename(path)]).get(basename(path));
  if (text === undefined) return 'new';
  return text === '' || formatOf(path).sign.test(text) ? 'older' : fail('ReceiptPlaceTaken', { path });
};

/** Fails before any work when the file's suffix names no format, or another file is there. */
export const checkReceiptPath = (path: string): void => {
  formatOf(path);
  placeOf(path);
};

/** Keeps a verification in the format that the file's suffix names, and says whether an older receipt gave way to it. */
export const writeReceipt = (path: string, report: VerifyReport): 'new' | 'older' => {
  const place = placeOf(path);
  writeFiles(dirname(path), new Map([[basename(path), formatOf(path).text(report)]]));
  return place;
};
