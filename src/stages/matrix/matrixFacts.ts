import { apexString } from '../../core/apexString.ts';
import { componentNames } from '../../core/names.ts';
import { OWN_LEVELS, type OwnLevel, type TraceFlag } from '../../core/verify/tracing.ts';
import type { OrgPort, OrgRow, QueryAnswer } from '../../ports/orgPort.ts';

/** What a run has to know of the org before it starts. */
export type MatrixFacts = {
  userId: string;
  authorApex: boolean;
  customizeApplication: boolean;
  viewAllData: boolean;
  /** Of the user. */
  flags: readonly TraceFlag[];
  /** Of runs of the user that have not come to their end. */
  levels: readonly OwnLevel[];
  /** All flags of those levels. */
  levelFlags: readonly TraceFlag[];
  /** Jobs and schedules of earlier runs of the user that have not ended. */
  pending: readonly string[];
};

export const rowsOf = (answer: QueryAnswer | undefined): readonly OrgRow[] =>
  answer && 'rows' in answer ? answer.rows : [];

export const textIn = (row: OrgRow | undefined, ...path: readonly string[]): string => {
  const [first = '', ...rest] = path;
  const value = row?.[first];
  if (rest.length > 0) return typeof value === 'object' && value !== null ? textIn(value, ...rest) : '';
  return typeof value === 'string' ? value : '';
};

const momentIn = (row: OrgRow, field: string): number => Date.parse(textIn(row, field).replace('+0000', 'Z'));

const same = (a: string, b: string): boolean => a.slice(0, 15) === b.slice(0, 15);

const flagOf = (row: OrgRow): TraceFlag => ({
  id: textIn(row, 'Id'),
  levelId: textIn(row, 'DebugLevelId'),
  apexCode: textIn(row, 'DebugLevel', 'ApexCode'),
  logType: textIn(row, 'LogType'),
  start: momentIn(row, 'StartDate'),
  end: momentIn(row, 'ExpirationDate'),
});

/**
 * Jobs of the loopback's that have not ended, and schedules: they would be in the way of a deploy (L57). Those of one
 * user, or of all.
 */
export const pendingQueries = (name: string, username?: string): Record<'jobs' | 'schedules', string> => {
  const mine = username === undefined ? '' : ` AND CreatedBy.Username = ${apexString(username)}`;
  return {
    jobs:
      `SELECT Id FROM AsyncApexJob WHERE ApexClass.Name = '${componentNames(name).jobs}' ` +
      "AND JobType IN ('Queueable', 'Future', 'BatchApex') " +
      `AND Status IN ('Holding', 'Queued', 'Preparing', 'Processing')${mine}`,
    schedules: `SELECT Id FROM CronTrigger WHERE CronJobDetail.Name LIKE '${name.replaceAll('_', String.raw`\_`)} verify %'${mine}`,
  };
};

/** Ids of what `pendingQueries` found. */
export const pendingIds = (answers: Record<string, QueryAnswer>): string[] =>
  [...rowsOf(answers['jobs']), ...rowsOf(answers['schedules'])].map((row) => textIn(row, 'Id'));

/** Two requests: one of queries of data, one of Tooling's. What the user may not see counts as not there. */
export const matrixFacts = async (org: OrgPort, name: string, signal: AbortSignal): Promise<MatrixFacts> => {
  const [data, tooling] = await Promise.all([
    org.query(
      {
        user: `SELECT Id FROM User WHERE Username = ${apexString(org.username)}`,
        permissions:
          'SELECT PermissionsAuthorApex, PermissionsCustomizeApplication, PermissionsViewAllData FROM UserPermissionAccess LIMIT 1',
        ...pendingQueries(name, org.username),
      },
      signal,
    ),
    org.queryTooling(
      {
        levels: `SELECT Id, MasterLabel, CreatedById, CreatedDate, LastModifiedDate FROM DebugLevel WHERE DeveloperName LIKE '${OWN_LEVELS}'`,
        flags:
          'SELECT Id, TracedEntityId, DebugLevelId, DebugLevel.ApexCode, LogType, StartDate, ExpirationDate FROM TraceFlag',
      },
      signal,
    ),
  ]);
  const userId = textIn(rowsOf(data['user'])[0], 'Id');
  const [permissions] = rowsOf(data['permissions']);
  const may = (permission: string): boolean => permissions?.[`Permissions${permission}`] === true;
  const ownLevels = rowsOf(tooling['levels']).filter((row) => same(textIn(row, 'CreatedById'), userId));
  const levels = ownLevels.map((row) => ({
    id: textIn(row, 'Id'),
    label: textIn(row, 'MasterLabel'),
    createdAt: momentIn(row, 'CreatedDate'),
    modifiedAt: momentIn(row, 'LastModifiedDate'),
  }));
  const flagRows = rowsOf(tooling['flags']);
  return {
    userId,
    authorApex: may('AuthorApex'),
    customizeApplication: may('CustomizeApplication'),
    viewAllData: may('ViewAllData'),
    flags: flagRows.filter((row) => same(textIn(row, 'TracedEntityId'), userId)).map(flagOf),
    levels,
    levelFlags: flagRows.map(flagOf).filter(({ levelId }) => levels.some(({ id }) => same(id, levelId))),
    pending: pendingIds(data),
  };
};
