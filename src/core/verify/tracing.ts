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

/**
 * A debug level that a run of ours made: it stands as long as anything of the run may be left. The label changes as long as
 * the run is alive.
 */
export type OwnLevel = { id: string; label: string; createdAt: number; modifiedAt: number };

const PREFIX = 'SelfCallout_';

/** What finds the levels of all runs; `_` is a wildcard of LIKE. */
export const OWN_LEVELS = String.raw`SelfCallout\_%`;

/**
 * The name of the debug level of a user's run (25 to 30 characters of at most 40). Names are unique: a user has one run at
 * a time, since they have one trace flag (L63).
 */
export const levelName = (userId: string): string => PREFIX + userId;

/**
 * The label of a run's debug level. Where the level stands in for that of a user's own flag (L63), the id of the latter is
 * part of it, so that a run that was killed can be undone by the next. Each beat gives another label.
 */
export const levelLabel = (run: string, beat: number, replacedLevelId?: string): string =>
  [run, beat.toString(36), ...(replacedLevelId === undefined ? [] : [replacedLevelId.slice(0, 15)])].join(' ');

export const replacedLevelOf = (label: string): string | undefined => / (7dl\w{12})$/.exec(label)?.[1];

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
