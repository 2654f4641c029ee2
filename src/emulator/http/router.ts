import type { OrgState, RequestRecord, Session } from '../state/orgState.ts';

/** What a handler gets: the org, the request, the pattern's named groups, and the record it may name the operation in. */
export type Call = {
  state: OrgState;
  request: Request;
  url: URL;
  /** Raw body, read once. */
  body: Uint8Array;
  params: Record<string, string>;
  record: RequestRecord;
  /** The caller's session; set where the route's `access` asks for one. */
  session?: Session;
  /** Answers a request inside this one (composite), by the same routes; it is not recorded as one of its own. */
  forward: (request: Request) => Promise<Response>;
};

/**
 * A route is a row. `pattern` is matched against the path; `access: 'rest'` answers 401 without an API session first.
 * SOAP routes find their session in the envelope and say `access: 'none'`.
 */
export type Route = {
  method: string;
  pattern: RegExp;
  access: 'none' | 'rest';
  handle: (call: Call) => Response | Promise<Response>;
};
