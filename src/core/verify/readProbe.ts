import { fail } from '../failure.ts';
import type { ProbeRow } from '../probeRow.ts';
import { PROBE_MARKER } from './probeBlock.ts';

// A real log repeats the anonymous block itself in its first lines, marker included: only what was debugged counts.
const DEBUG_LINE = new RegExp(`\\|USER_DEBUG\\|.*?\\|${PROBE_MARKER}(.*)$`, 'm');

const texts = ['orgId', 'errorCode', 'exceptionType', 'message'] as const;

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
    ...optional,
  };
};

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch (error) {
    return fail('ProbeUnreadable', {}, error);
  }
};

/** The rows that `probeBlock` left in a debug log; fails with ProbeUnreadable when there are none. */
export const readProbe = (log: string): ProbeRow[] => {
  const json = DEBUG_LINE.exec(log)?.[1] ?? fail('ProbeUnreadable');
  const rows = parse(json);
  return Array.isArray(rows) ? rows.map(toRow) : fail('ProbeUnreadable');
};
