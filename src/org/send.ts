import { Connection } from '@salesforce/core';

export type OrgRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path from the root, or a whole URL. */
  url: string;
  headers?: Record<string, string>;
  body?: string;
};

/** jsforce's own class: the Connection of `@salesforce/core` extends it. */
type PlainConnection = Pick<Connection, 'request'>;
const Plain = Object.getPrototypeOf(Connection) as (new (options: { instanceUrl: string }) => PlainConnection) & {
  prototype: PlainConnection;
};

const noRetry = { retry: { maxRetries: 0 } };

/**
 * Sends a request as the connection's user, with its proxy and its renewal of an expired token. It goes past
 * `Connection.request`, which writes whole requests, secrets included, to the debug log, and it is sent once: jsforce's
 * retries keep a person waiting for 15 s when a port is closed.
 */
export const send = <T>(connection: Connection, request: OrgRequest): Promise<T> =>
  Promise.resolve(Plain.prototype.request.call(connection, { ...request }, noRetry)) as Promise<T>;

/** As `send`, the answer as text whatever it is. */
export const sendForText = (connection: Connection, request: OrgRequest): Promise<string> =>
  Promise.resolve(
    Plain.prototype.request.call(connection, { ...request }, { ...noRetry, responseType: 'text/plain' }),
  ) as Promise<string>;

/** Sends a request as nobody: without a token. */
export const sendAnonymously = <T>(connection: Connection, request: OrgRequest): Promise<T> =>
  Promise.resolve(new Plain({ instanceUrl: connection.instanceUrl }).request({ ...request }, noRetry)) as Promise<T>;

export const jsonRequest = (method: 'POST' | 'PUT' | 'PATCH', url: string, body: unknown): OrgRequest => ({
  method,
  url,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Path of a REST resource: `dataPath(connection, '/composite')`. */
export const dataPath = (connection: Connection, path: string): string =>
  `/services/data/v${connection.version}${path}`;
