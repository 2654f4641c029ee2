/** What asynchronous Apex is told that may not call out (L45): the platform names a future method whatever the job is. */
export const CALLOUT_NOT_ALLOWED =
  'Callout not allowed from this future method. Please enable callout by annotating the future method. eg: @Future(callout=true)';
