import { apexString } from '../apexString.ts';
import { componentNames } from '../names.ts';
import type { Settings } from '../settings.ts';
import type { Check } from './checks.ts';

/** Stands before each line, with the name of the run behind it. */
export const PROBE_MARKER = 'SELFCALLOUT:';

/** What the generated classes are told to do. */
export type Brief = {
  /** Letters and digits; the lines of this run have it. */
  run: string;
  checks: readonly Check[];
  /** Contexts to start jobs in. */
  contexts: readonly string[];
  /** Jobs and schedules to end. */
  stop: readonly string[];
};

export const briefText = ({ run, checks, contexts, stop }: Brief): string =>
  JSON.stringify({ run, checks: checks.map(({ id }) => id), contexts, stop });

/**
 * The anonymous Apex that makes the checks where it runs, if `runsHere`, and then starts the jobs: callouts first, pending
 * work last (L43).
 */
export const probeBlock = (settings: Pick<Settings, 'name'>, brief: Brief, runsHere: boolean): string => {
  const { probe, jobs } = componentNames(settings.name);
  const text = apexString(briefText(brief));
  const startsJobs = brief.contexts.length + brief.stop.length > 0;
  return [
    ...(runsHere ? [`${probe}.run(${text}, 'anonymous', null);\n`] : []),
    ...(startsJobs ? [`${jobs}.start(${text});\n`] : []),
  ].join('');
};
