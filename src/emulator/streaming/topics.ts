import { findObject } from '../soql/objectTable.ts';
import type { OrgState, Row } from '../state/orgState.ts';

/** What a system topic tells of: records of an object, by a field that holds their id, once they are as `isDue` asks. */
type Topic = { object: string; idField: string; isDue: (row: Row) => boolean };

const TOPICS: Readonly<Record<string, Topic>> = {
  '/systemTopic/TestResult': {
    object: 'ApexTestRunResult',
    idField: 'AsyncApexJobId',
    isDue: ({ EndTime }) => EndTime !== null,
  },
  '/systemTopic/Logging': { object: 'ApexLog', idField: 'Id', isDue: () => true },
};

/** Ids that a channel tells of, as its user sees them now; undefined for a channel that this org does not have. */
export const idsOn = (state: OrgState, userId: string, channel: string): string[] | undefined => {
  const topic = TOPICS[channel];
  const object = topic && findObject(state, userId, 'tooling', topic.object);
  if (!topic || !object) return undefined;
  return object
    .rows(state, userId)
    .filter(topic.isDue)
    .map((row) => String(row[topic.idField]));
};
