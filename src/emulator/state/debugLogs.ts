/** Rows of Tooling's debug objects by the platform's field names: moments as `restDateTime` writes them (L63). */

/** An ApexLog, `07L`; its text is what `/sobjects/ApexLog/<id>/Body` gives. */
export type ApexLogRow = {
  Id: string;
  Application: string;
  DurationMilliseconds: number;
  Location: 'Monitoring' | 'SystemLog';
  LogLength: number;
  LogUserId: string;
  /** Such as `/services/data/v66.0/tooling/executeAnonymous/` or `QueueableHandler`. */
  Operation: string;
  Request: string;
  RequestIdentifier: string | null;
  StartTime: string;
  /** `Success` or the text of the exception that ended it. */
  Status: string;
  body: string;
};

/** A TraceFlag, `7tf`: one of a type and user at a time, at most 24 hours (L63). */
export type TraceFlagRow = {
  Id: string;
  TracedEntityId: string;
  DebugLevelId: string;
  LogType: 'USER_DEBUG' | 'DEVELOPER_LOG' | 'CLASS_TRACING';
  StartDate: string;
  ExpirationDate: string;
  CreatedById: string;
  CreatedDate: string;
  LastModifiedById: string;
  LastModifiedDate: string;
  SystemModstamp: string;
};

type Level = 'NONE' | 'ERROR' | 'WARN' | 'INFO' | 'DEBUG' | 'FINE' | 'FINER' | 'FINEST';

/** A DebugLevel, `7dl`: one level for each category. */
export type DebugLevelRow = {
  Id: string;
  DeveloperName: string;
  MasterLabel: string;
  Language: string;
  ApexCode: Level;
  ApexProfiling: Level;
  Callout: Level;
  DataAccess: Level;
  Database: Level;
  Nba: Level;
  System: Level;
  Validation: Level;
  Visualforce: Level;
  Wave: Level;
  Workflow: Level;
  CreatedById: string;
  CreatedDate: string;
  LastModifiedById: string;
  LastModifiedDate: string;
  SystemModstamp: string;
};
