/** One line of SelfCalloutProbe: of a check, or of what goes on around the checks. */
export type ProbeRow = {
  /**
   * Id of the check row in `core/verify/checks.ts`; `begin` and `end` of a transaction that makes checks; `start` of a job
   * that will.
   */
  id: string;
  context: string;
  /** HTTP status; 0 when no answer came. */
  status: number;
  durationMs: number;
  /** Organization id that the answer named, where the check asks for one. */
  orgId?: string;
  errorCode?: string;
  /** Apex exception type and message, when one ended the callout. */
  exceptionType?: string;
  message?: string;
  /** Of `begin`. */
  requestId?: string;
  /** Of `begin` and `start`. */
  jobId?: string;
  /** Of `end`: how many checks were made. */
  rows?: number;
  /** When the line was written, milliseconds since the epoch by the org's clock. */
  at: number;
};
