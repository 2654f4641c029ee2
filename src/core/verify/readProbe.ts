import type { ProbeRow } from '../probeRow.ts';
import { PROBE_MARKER } from './probeBlock.ts';

const texts = ['orgId', 'errorCode', 'exceptionType', 'message', 'requestId', 'jobId'] as const;

const toRow = (value: unknown): ProbeRow => {
  const row = Object(value) as Record<string, unknown>;
  const text = (key: string): string => (typeof row[key] === 'string' ? row[key] : '');
  const number = (key: string): number => (typeof row[key] === 'number' ? row[key] : 0);
  const optional: Partial<ProbeRow> = Object.fromEntries(
    texts.map((key): [string, string] => [key, text(key)]).filter(([, found]) => found !== ''),
  );
  return {
    id: text('id'),
    context: text('context'),
    status: number('status'),
    durationMs: number('durationMs'),
    at: number('at'),
    ...(typeof row['rows'] === 'number' ? { rows: row['rows'] } : {}),
    ...optional,
  };
};

const parse = (json: string): ProbeRow[] => {
  try {
    return [toRow(JSON.parse(json))];
  } catch {
    // A log that is too long loses text anywhere, also within a line (L63).
    return [];
  }
};

/** The rows of a run in an answer that holds its lines and nothing else. */
export const readLines = (lines: string, run: string): ProbeRow[] =>
  lines.split('\n').flatMap((line) => {
    const start = `${PROBE_MARKER}${run}:`;
    return line.startsWith(start) ? parse(line.slice(start.length)) : [];
  });

/**
 * The rows of a run in a debug log. A real log repeats an anonymous block in its first lines, and whatever else was
 * logged: only what was debugged counts.
 */
export const readProbe = (log: string, run: string): ProbeRow[] =>
  log.split('\n').flatMap((line) => {
    const found = /\|USER_DEBUG\|\[\d+\]\|\w+\|(.*)$/.exec(line.trimEnd());
    return found ? readLines(found[1] ?? '', run) : [];
  });

/** Whether a debug log is of any run of a probe. */
export const isProbeLog = (log: string): boolean => new RegExp(`\\|USER_DEBUG\\|.*\\|${PROBE_MARKER}`).test(log);
