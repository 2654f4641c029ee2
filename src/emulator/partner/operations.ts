import { childText } from '../soap/envelope.ts';
import { soapDateTime } from '../soap/soapDateTime.ts';
import { userById } from '../state/users.ts';
import type { PartnerOperation } from './operation.ts';
import { queryResult } from './queryResult.ts';
import { userInfo } from './userInfo.ts';
import { writingOperations } from './writeRecords.ts';

/** The operations of the partner API that are emulated, by name. */
export const OPERATIONS: ReadonlyMap<string, PartnerOperation> = new Map(
  Object.entries({
    ...writingOperations,
    getUserInfo: ({ state, session }) => userInfo(state, session, userById(state, session.userId)),
    getServerTimestamp: ({ state }) => ({ timestamp: soapDateTime(state.now()) }),
    query: ({ state, session, element }) =>
      queryResult({ state, userId: session.userId, api: 'data', soql: childText(element, 'queryString') ?? '' }),
    logout: ({ state, session }) => {
      state.sessions.delete(session.token);
      return undefined;
    },
  } satisfies Record<string, PartnerOperation>),
);
