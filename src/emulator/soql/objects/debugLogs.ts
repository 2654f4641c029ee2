import { restDateTime } from '../../state/dateTime.ts';
import type { OrgState, Row } from '../../state/orgState.ts';
import { hasPermission } from '../../state/permissions.ts';
import { bareFields, fields, recordsOf, type ObjectDefinition } from '../objectDefinition.ts';

const seesSetup = (state: OrgState, userId: string): boolean => hasPermission(state, userId, 'ViewSetup');

/** L63: reading or deleting a log takes View All Data. */
export const apexLog: ObjectDefinition = {
  name: 'ApexLog',
  label: 'Apex Debug Log',
  keyPrefix: '07L',
  apis: ['data', 'tooling'],
  fields: bareFields(
    'Application',
    'DurationMilliseconds:int',
    'Location:picklist',
    'LogLength:int',
    'LogUserId:reference>LogUser.User',
    'Operation',
    'Request:picklist',
    'RequestIdentifier',
    'StartTime:datetime',
    'Status',
    'LastModifiedDate:datetime',
    'SystemModstamp:datetime',
  ),
  rows: (state) =>
    state.apexLogs.map((row) => ({ ...row, LastModifiedDate: row.StartTime, SystemModstamp: row.StartTime })),
  visibleTo: (state, userId) => hasPermission(state, userId, 'ViewAllData'),
  writes: { required: [], create: false, update: [], delete: true, permission: 'ViewAllData' },
  neverCreateable: true,
};

const CATEGORIES =
  'ApexCode ApexProfiling Callout DataAccess Database Nba System Validation Visualforce Wave Workflow'.split(' ');

const LEVELS = ['NONE', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'FINE', 'FINER', 'FINEST'];

const wrongLevel = (_state: OrgState, row: Row): { errorCode: string; message: string } | undefined => {
  const name = CATEGORIES.find((category) => !LEVELS.includes(String(row[category])));
  return name === undefined
    ? undefined
    : {
        errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        message: `${name}: bad value for restricted picklist field: ${String(row[name])}`,
      };
};

export const debugLevel: ObjectDefinition = {
  name: 'DebugLevel',
  label: 'Debug Level',
  keyPrefix: '7dl',
  apis: ['tooling'],
  fields: fields(
    'DeveloperName',
    'MasterLabel',
    'Language:picklist',
    ...CATEGORIES.map((name) => `${name}:picklist`),
    'CreatedById:reference>CreatedBy.User',
    'LastModifiedById:reference>LastModifiedBy.User',
  ),
  rows: recordsOf('DebugLevel'),
  visibleTo: seesSetup,
  writes: {
    required: ['DeveloperName', 'MasterLabel'],
    create: true,
    update: ['DeveloperName', 'MasterLabel', 'Language', ...CATEGORIES],
    delete: true,
    permission: 'ViewSetup',
    unique: ['DeveloperName'],
    refuse: wrongLevel,
    defaults: (_state, userId) => ({
      Language: 'en_US',
      ...Object.fromEntries(CATEGORIES.map((name) => [name, 'NONE'])),
      CreatedById: userId,
      LastModifiedById: userId,
    }),
  },
};

const DAY_MS = 86_400_000;

const at = (value: Row[string] | undefined): number => Date.parse(String(value).replace('+0000', 'Z'));

const refused = (message: string): { errorCode: string; message: string } => ({
  errorCode: 'FIELD_INTEGRITY_EXCEPTION',
  message,
});

/** L63: at most 24 hours, and none of the same log type of the same user at the same time. */
const traceProblem = (state: OrgState, row: Row): { errorCode: string; message: string } | undefined => {
  const [start, end] = [at(row['StartDate']), at(row['ExpirationDate'])];
  if (end <= start) return refused('The expiration date must be later than the start date: Expiration Date');
  if (end - start > DAY_MS) return refused('The expiration date must be within 24 hours of the start date.');
  const other = state.traceFlags.find(
    (flag) =>
      flag.Id !== row['Id'] &&
      flag.TracedEntityId === row['TracedEntityId'] &&
      flag.LogType === row['LogType'] &&
      at(flag.StartDate) < end &&
      at(flag.ExpirationDate) > start,
  );
  return other
    ? refused(
        'This entity is already being traced by a trace flag with a start and expiration date that overlap the ' +
          'specified dates.',
      )
    : undefined;
};

export const traceFlag: ObjectDefinition = {
  name: 'TraceFlag',
  label: 'Trace Flag',
  keyPrefix: '7tf',
  apis: ['tooling'],
  fields: fields(
    'TracedEntityId:reference',
    'DebugLevelId:reference>DebugLevel.DebugLevel',
    'LogType:picklist',
    'StartDate:datetime',
    'ExpirationDate:datetime',
    'CreatedById:reference>CreatedBy.User',
    'LastModifiedById:reference>LastModifiedBy.User',
  ),
  rows: recordsOf('TraceFlag'),
  visibleTo: seesSetup,
  writes: {
    required: ['TracedEntityId', 'DebugLevelId', 'LogType', 'ExpirationDate'],
    createOnly: ['TracedEntityId', 'LogType'],
    create: true,
    update: ['DebugLevelId', 'StartDate', 'ExpirationDate'],
    delete: true,
    permission: 'ViewSetup',
    refuse: traceProblem,
    defaults: (state, userId) => ({
      StartDate: restDateTime(state.now()),
      CreatedById: userId,
      LastModifiedById: userId,
    }),
  },
};
