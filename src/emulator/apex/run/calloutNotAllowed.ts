/** What asynchronous Apex is told that may not call out (L45): the platform names a future method whatever the job is. */
export const CALLOUT_NOT_ALLOWED =
  'Callout not allowed from this future method. Please enable callout by annotating the future method. eg: @Future(callout=true)';

/** L45: what a trigger is told, and a queueable without the marker that one started. */
export const CALLOUT_IN_TRIGGER = 'Callout from triggers are currently not supported.';
