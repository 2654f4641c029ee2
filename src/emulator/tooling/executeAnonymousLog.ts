import type { Row } from '../state/orgState.ts';

/** Log levels by category, as a debug log's first line has them: `APEX_CODE` → `DEBUG`. */
export type LogLevels = ReadonlyMap<string, string>;

const LEVELS = ['NONE', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'FINE', 'FINER', 'FINEST'];

/** Category of an event and the level from which it is written. USER_DEBUG says its own level. */
const EVENTS: Readonly<Record<string, readonly [category: string, level: string]>> = {
  USER_INFO: ['APEX_CODE', 'ERROR'],
  EXECUTION_STARTED: ['APEX_CODE', 'ERROR'],
  EXECUTION_FINISHED: ['APEX_CODE', 'ERROR'],
  CODE_UNIT_STARTED: ['APEX_CODE', 'ERROR'],
  CODE_UNIT_FINISHED: ['APEX_CODE', 'ERROR'],
  FATAL_ERROR: ['APEX_CODE', 'ERROR'],
  EXCEPTION_THROWN: ['APEX_CODE', 'INFO'],
  CALLOUT_REQUEST: ['CALLOUT', 'INFO'],
  CALLOUT_RESPONSE: ['CALLOUT', 'INFO'],
  NAMED_CREDENTIAL_REQUEST: ['CALLOUT', 'INFO'],
  NAMED_CREDENTIAL_RESPONSE: ['CALLOUT', 'INFO'],
  SOQL_EXECUTE_BEGIN: ['DB', 'INFO'],
  SOQL_EXECUTE_END: ['DB', 'INFO'],
  DML_BEGIN: ['DB', 'INFO'],
  DML_END: ['DB', 'INFO'],
  CUMULATIVE_LIMIT_USAGE: ['APEX_PROFILING', 'INFO'],
  CUMULATIVE_LIMIT_USAGE_END: ['APEX_PROFILING', 'INFO'],
};

const STARTS_ENTRY = /^\d\d:\d\d:\d\d\.\d+ \(\d+\)\|/;

const isShown = (entry: string, levels: LogLevels): boolean => {
  const [, event = '', , ownLevel = ''] = entry.split('|', 4);
  const [category, level] = event === 'USER_DEBUG' ? ['APEX_CODE', ownLevel] : (EVENTS[event] ?? ['SYSTEM', 'FINE']);
  return LEVELS.indexOf(levels.get(category) ?? 'NONE') >= LEVELS.indexOf(level);
};

/** Entries of a log; a text of several lines belongs to the entry it stands in. */
const entriesOf = (lines: readonly string[]): string[] => {
  const entries: string[] = [];
  for (const line of lines.join('\n').split('\n')) {
    const last = STARTS_ENTRY.test(line) ? undefined : entries.pop();
    entries.push(last === undefined ? line : `${last}\n${line}`);
  }
  return entries;
};

type Logged = {
  apiVersion: string;
  levels: LogLevels;
  /** The anonymous block, of a log of one. */
  block: string | undefined;
  user: Row | undefined;
  lines: readonly string[];
};

/** Who ran it, with the time of the first entry. */
const userInfo = (user: Row | undefined, lines: readonly string[]): string[] => {
  const time = lines[0]?.split('|', 1)[0];
  if (time === undefined || !user) return [];
  const who = `${String(user['Id'])}|${String(user['Username'])}`;
  return [`${time}|USER_INFO|[EXTERNAL]|${who}|(GMT+00:00) Greenwich Mean Time (GMT)|GMTZ`];
};

/** A debug log as the platform writes it: versions and levels, the block, and the entries that the levels let through. */
export const debugLog = ({ apiVersion, levels, block, user, lines }: Logged): string => {
  const shown = [...levels].filter(([, level]) => level !== 'NONE').map(([category, level]) => `${category},${level}`);
  return [
    `${apiVersion} ${shown.join(';')}`,
    ...(block === undefined ? [] : block.split(/\r?\n/).map((line) => `Execute Anonymous: ${line}`)),
    ...entriesOf([...userInfo(user, lines), ...lines]).filter((entry) => isShown(entry, levels)),
    '',
  ].join('\n');
};
