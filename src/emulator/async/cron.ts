import { Cron } from 'croner';

/**
 * Why an expression is none. The platform's expressions are those of the Quartz scheduler (Apex Developer Guide, Apex
 * Scheduler, has its syntax), so what is said of the two days and of the past is in the words of its CronExpression; the rest
 * are a belief.
 */
export type CronProblem = { problem: string };

const BOTH_DAYS = 'Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.';
const NEVER = 'Based on configured schedule, the given trigger will never fire.';

/**
 * When a schedule fires next after a moment (both in milliseconds since the epoch): `seconds minutes hours day month
 * weekday [year]`, days of the week from 1 (Sunday); one of the two days is `?`. The time zone is that of the user who
 * scheduled it.
 */
export const nextFireTime = (expression: string, timeZone: string, after: number): number | CronProblem => {
  const parts = expression.trim().split(/\s+/);
  const [seconds = '', minutes = '', , day = '', , weekday = ''] = parts;
  if (parts.length < 6 || parts.length > 7) return { problem: `Invalid cron expression: ${expression}` };
  if (!/^\d{1,2}$/.test(seconds) || !/^\d{1,2}$/.test(minutes))
    return { problem: `Seconds and minutes must be specified as integers: ${expression}` };
  if (day === '?' && weekday === '?')
    return { problem: "'?' can only be specified for Day-of-Month -OR- Day-of-Week." };
  if (day !== '?' && weekday !== '?') return { problem: BOTH_DAYS };
  try {
    const cron = new Cron(parts.join(' '), {
      timezone: timeZone,
      mode: '6-or-7-parts',
      alternativeWeekdays: true,
      paused: true,
    });
    return cron.nextRun(new Date(after))?.getTime() ?? { problem: NEVER };
  } catch (error) {
    return { problem: `Invalid cron expression: ${expression}: ${error instanceof Error ? error.message : ''}` };
  }
};

/** The expression of a moment: it fires then and never again. */
export const expressionAt = (ms: number): string => {
  const at = new Date(ms);
  return `${at.getUTCSeconds()} ${at.getUTCMinutes()} ${at.getUTCHours()} ${at.getUTCDate()} ${at.getUTCMonth() + 1} ? ${at.getUTCFullYear()}`;
};
