import {
  levelLabel,
  levelName,
  LOG_TYPE,
  planTrace,
  replacedLevelOf,
  type TraceFlag,
} from '../../core/verify/tracing.ts';
import type { OrgPort, ToolingChange } from '../../ports/orgPort.ts';
import type { MatrixFacts } from './matrixFacts.ts';

/** What was made so that jobs leave logs. */
export type Trace = {
  /** What undoes it, the level last. */
  changes: ToolingChange[];
  problem?: string;
  /** Another run of the user was quicker. */
  isTaken: boolean;
  /** Shows other runs that this one is alive. */
  beat?: (count: number) => ToolingChange;
};

const LEVELS = {
  ...{ ApexCode: 'DEBUG', ApexProfiling: 'NONE', Callout: 'NONE', Database: 'NONE', System: 'NONE' },
  ...{ Validation: 'NONE', Visualforce: 'NONE', Workflow: 'NONE' },
};

const flagDelete = (id: string): ToolingChange => ({ kind: 'delete', object: 'TraceFlag', id });
const giveBack = (id: string, levelId: string): ToolingChange => ({
  kind: 'update',
  object: 'TraceFlag',
  id,
  fields: { DebugLevelId: levelId },
});
const levelDelete = (id: string): ToolingChange => ({ kind: 'delete', object: 'DebugLevel', id });

const LOST = 'The org made no trace flag';

/**
 * Traces the user from now to `until`, in one request: our debug level always, since it shows other runs that this one
 * is; our trace flag where the user has none that writes debug lines (L63).
 */
export const startTrace = async (
  org: OrgPort,
  { userId, flags }: MatrixFacts,
  run: string,
  { now, until }: { now: number; until: number },
  signal: AbortSignal,
): Promise<Trace> => {
  const { borrowed, own } = planTrace(flags, now, until);
  const label = (count: number): string => levelLabel(run, count, borrowed?.levelId);
  const iso = (ms: number): string => new Date(ms).toISOString();
  const level = '@{level.id}';
  const [made, ...rest] = await org.changeTooling(
    [
      {
        kind: 'create',
        object: 'DebugLevel',
        as: 'level',
        fields: { DeveloperName: levelName(userId), MasterLabel: label(0), ...LEVELS },
      },
      ...(borrowed ? [giveBack(borrowed.id, level)] : []),
      ...(own
        ? [
            {
              kind: 'create' as const,
              object: 'TraceFlag',
              as: 'flag',
              fields: {
                TracedEntityId: userId,
                LogType: LOG_TYPE,
                DebugLevelId: level,
                ...(own.start > now ? { StartDate: iso(own.start) } : {}),
                ExpirationDate: iso(own.end),
              },
            },
          ]
        : []),
    ],
    signal,
  );
  if (made?.id === undefined)
    return { changes: [], problem: made?.message ?? LOST, isTaken: /^DUPLICATE/.test(made?.errorCode ?? '') };
  const { id } = made;
  const flag = own ? rest.at(-1) : undefined;
  const refused = rest.find(({ errorCode }) => errorCode !== undefined);
  return {
    changes: [
      ...(borrowed ? [giveBack(borrowed.id, borrowed.levelId)] : []),
      ...(flag?.id === undefined ? [] : [flagDelete(flag.id)]),
      levelDelete(id),
    ],
    isTaken: false,
    beat: (count) => ({ kind: 'update', object: 'DebugLevel', id, fields: { MasterLabel: label(count) } }),
    ...(refused ? { problem: `${LOST}: ${refused.message ?? refused.errorCode ?? ''}` } : {}),
  };
};

/** What undoes the traces of runs that were killed: a user's flag gets its own level back (L63), the levels go last. */
export const undoTraces = ({ levels, levelFlags }: MatrixFacts): ToolingChange[] => {
  const undo = ({ id, levelId }: TraceFlag): ToolingChange => {
    const level = levels.find((each) => each.id.slice(0, 15) === levelId.slice(0, 15));
    const replaced = level && replacedLevelOf(level.label);
    return replaced === undefined ? flagDelete(id) : giveBack(id, replaced);
  };
  return [...levelFlags.map(undo), ...levels.map(({ id }) => levelDelete(id))];
};

const MOST = 25;

/** Deletes logs, then does `changes`, in requests of 25 (L64); what is gone already is no failure. False when something stays. */
export const removeTrace = async (
  org: OrgPort,
  logs: readonly string[],
  changes: readonly ToolingChange[],
  signal: AbortSignal,
): Promise<boolean> => {
  const deleted = logs.map((id): ToolingChange => ({ kind: 'delete', object: 'ApexLog', id }));
  const all = [...deleted, ...changes];
  let isClean = true;
  for (let at = 0; at < all.length; at += MOST) {
    const outcomes = await org.changeTooling(all.slice(at, at + MOST), signal);
    isClean &&= outcomes.every(
      ({ errorCode }) =>
        errorCode === undefined || /NOT_FOUND|ENTITY_IS_DELETED|INVALID_CROSS_REFERENCE/.test(errorCode),
    );
  }
  return isClean;
};
