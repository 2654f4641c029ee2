import { childText } from '../soap/envelope.ts';
import { soapDateTime } from '../soap/soapDateTime.ts';
import { nextPage, pageSizeOf } from '../state/cursors.ts';
import { userById } from '../state/users.ts';
import { PartnerRefusal, type PartnerOperation } from './operation.ts';
import { pageResult, queryResult } from './queryResult.ts';
import { userInfo } from './userInfo.ts';
import { writingOperations } from './writeRecords.ts';

/** The operations of the partner API that are emulated, by name. */
export const OPERATIONS: ReadonlyMap<string, PartnerOperation> = new Map(
  Object.entries({
    ...writingOperations,
    getUserInfo: ({ state, session }) => userInfo(state, session, userById(state, session.userId)),
    getServerTimestamp: ({ state }) => ({ timestamp: soapDateTime(state.now()) }),
    query: ({ state, session: { userId }, element, batchSize }) =>
      queryResult({ state, userId, api: 'data', soql: childText(element, 'queryString') ?? '' }, pageSizeOf(batchSize)),
    queryMore: ({ state, session: { userId }, element, batchSize }) => {
      const page = nextPage(state, userId, childText(element, 'queryLocator') ?? '', batchSize);
      if (!page) throw new PartnerRefusal('INVALID_QUERY_LOCATOR', 'invalid query locator');
      return pageResult(page);
    },
    logout: ({ state, session }) => {
      state.sessions.delete(session.token);
      return undefined;
    },
  } satisfies Record<string, PartnerOperation>),
);
