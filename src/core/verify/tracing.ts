/** A trace flag, moments in milliseconds since the epoch. */
export type TraceFlag = {
  id: string;
  levelId: string;
  /** `NONE` to `FINEST`. */
  apexCode: string;
  logType: string;
  start: number;
  end: number;
};

/** A debug level that a run of ours made: it stands as long as anything of the run may be left. */
export type OwnLevel = { id: string; name: string; createdAt: number };

const PREFIX = 'SelfCallout_';

/** What finds the levels of all runs; `_` is a wildcard of LIKE. */
export const OWN_LEVELS = String.raw`SelfCallout\_%`;

/**
 * The name of a run's debug level, at most 40 characters: where the level stands in for that of a user's own flag (L63),
 * the id of the latter is part of it, so that a run that was killed can be undone by the next.
 */
export const levelName = (run: string, replacedLevelId?: string): string =>
  PREFIX + run + (replacedLevelId === undefined ? '' : `_${replacedLevelId.slice(0, 15)}`);

export const replacedLevelOf = (name: string): string | undefined => /_(7dl\w{12})$/.exec(name)?.[1];

/** A user's own flags are of this type when Setup makes them; of each type they have one at a time (L63). */
export const LOG_TYPE = 'USER_DEBUG';

/** What is to be done so that the user is traced from `now` to `until`. */
export type TracePlan = {
  /** A user's flag that gets our level for the time being. */
  borrowed?: TraceFlag;
  /** When our own flag is to begin and end; undefined where the user's lasts long enough. */
  own?: { start: number; end: number };
};

const writesDebugLines = ({ apexCode }: TraceFlag): boolean => ['DEBUG', 'FINE', 'FINER', 'FINEST'].includes(apexCode);

/** Flags of one user overlap nowhere: ours begins where theirs ends, and ends where their next begins. */
export const planTrace = (flags: readonly TraceFlag[], now: number, until: number): TracePlan => {
  const same = flags.filter(({ logType, end }) => logType === LOG_TYPE && end > now);
  const active = same.find(({ start }) => start <= now);
  const borrowed = active && !writesDebugLines(active) ? { borrowed: active } : {};
  if (active && active.end >= until) return borrowed;
  const start = active?.end ?? now;
  const next = Math.min(until, ...same.filter((flag) => flag.start > start).map((flag) => flag.start));
  return { ...borrowed, own: { start, end: next } };
};
