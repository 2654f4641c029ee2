/** What Apex that serves a request is given and gives. Types only. */

/** A call of an @AuraEnabled method; parameters by name, as JSON values. */
export type AuraCall = { className: string; methodName: string; params: Readonly<Record<string, unknown>> };

/** An exception as a Lightning component gets it. */
export type AuraError = {
  exceptionType: string;
  isUserDefinedException: boolean;
  message: string;
  stackTrace: string;
};

/** What the method gave; `missing` says why there is none to call. */
export type AuraOutcome =
  { returned: unknown; log: string[] } | { error: AuraError; log: string[] } | { missing: string };

/** A request to Apex REST. `path` is what follows `/services/apexrest`. */
export type RestCall = {
  method: string;
  path: string;
  headers: ReadonlyArray<readonly [string, string]>;
  params: ReadonlyArray<readonly [string, string]>;
  body: Uint8Array;
  remoteAddress: string;
};

/** The answer: what a method returns as JSON, or the bytes that it left in RestContext.response. */
export type RestOutcome =
  | {
      status: number;
      headers: ReadonlyArray<readonly [string, string]>;
      body: Uint8Array;
      log: string[];
    }
  | { problem: string; stackTrace: string; log: string[] }
  | { malformed: string };

/** A method of a resource that a request leads to, or why there is none. */
export type RestTarget = { className: string; methodName: string } | { allowed: readonly string[] } | { absent: true };

/** What of a Visualforce page is Apex: its controllers, and what its markup asks of them. */
export type PageApex = {
  controller: string;
  extensions: readonly string[];
  /** The method that runs when the page is opened. */
  action: string | null;
  /** Merge fields as paths, such as `account.Name`. */
  fields: readonly string[];
};

/** What came of opening a page: its fields' values, where its action leads, or the exception. */
export type PageOutcome = (
  { values: ReadonlyMap<string, string> } | { location: string } | { problem: string; stackTrace: string }
) & { log: string[] };
