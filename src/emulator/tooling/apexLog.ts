import type { DebugLevelRow } from '../state/debugLogs.ts';
import { restDateTime } from '../state/dateTime.ts';
import type { OrgState } from '../state/orgState.ts';
import { userById } from '../state/users.ts';
import { debugLog, type LogLevels } from './executeAnonymousLog.ts';
import type { Ended, Entry } from './transaction.ts';

/** A log's most bytes; beyond them it loses lines anywhere (L63). */
const MAX_BYTES = 20_000_000;

const SKIPPED = '*** Skipped ';

const msOf = (text: string): number => Date.parse(text.replace('+0000', 'Z'));

const levelsOf = (row: DebugLevelRow): LogLevels =>
  new Map([
    ['APEX_CODE', row.ApexCode],
    ['APEX_PROFILING', row.ApexProfiling],
    ['CALLOUT', row.Callout],
    ['DATA_ACCESS', row.DataAccess],
    ['DB', row.Database],
    ['NBA', row.Nba],
    ['SYSTEM', row.System],
    ['VALIDATION', row.Validation],
    ['VISUALFORCE', row.Visualforce],
    ['WAVE', row.Wave],
    ['WORKFLOW', row.Workflow],
  ]);

/** The levels at which a user is traced now (L63); undefined when nobody traces them. */
const tracedAt = (state: OrgState, userId: string): LogLevels | undefined => {
  const now = state.now();
  const flag = state.traceFlags.find(
    (row) =>
      row.TracedEntityId.slice(0, 15) === userId.slice(0, 15) &&
      (row.LogType === 'USER_DEBUG' || row.LogType === 'DEVELOPER_LOG') &&
      msOf(row.StartDate) <= now &&
      now < msOf(row.ExpirationDate),
  );
  const level = flag && state.debugLevels.find(({ Id }) => Id.slice(0, 15) === flag.DebugLevelId.slice(0, 15));
  return level && levelsOf(level);
};

/** A text that is too long loses its middle. */
const cut = (body: string): string => {
  if (body.length <= MAX_BYTES) return body;
  const half = MAX_BYTES / 2;
  return `${body.slice(0, half)}\n${SKIPPED}${body.length - MAX_BYTES} bytes of detailed log\n${body.slice(-half)}`;
};

/** Keeps the debug log of a transaction as an ApexLog, where a trace flag of the user asks for it. */
export const writeApexLog = (
  state: OrgState,
  { userId, operation, startedAt, request, block }: Entry & { startedAt: number },
  { success, exceptionMessage, log }: Ended,
): void => {
  const levels = tracedAt(state, userId);
  if (!levels || log.length === 0) return;
  const apiVersion = state.org.apiVersions.at(-1) ?? '';
  const body = cut(debugLog({ apiVersion, levels, block, user: userById(state, userId), lines: log }));
  const row = {
    Id: state.newId('07L'),
    Application: request ? 'Browser' : 'Unknown',
    DurationMilliseconds: state.now() - startedAt,
    Location: 'Monitoring' as const,
    LogLength: Buffer.byteLength(body),
    LogUserId: userId,
    Operation: operation,
    Request: request ? 'API' : 'Application',
    RequestIdentifier: state.newSecret(22),
    StartTime: restDateTime(startedAt),
    Status: success ? 'Success' : (exceptionMessage ?? ''),
    body,
  };
  state.apexLogs = [...state.apexLogs, row];
};
