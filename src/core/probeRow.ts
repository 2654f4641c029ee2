/** One callout as SelfCalloutProbe reports it, in JSON behind its marker in the debug log. */
export type ProbeRow = {
  /** Id of the check row in `core/verify/checks.ts`. */
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
};
