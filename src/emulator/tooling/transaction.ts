import type { ApexHost } from '../apex/host.ts';
import { queueingOf } from '../async/queueing.ts';
import type { ApexContext } from '../callout/caller.ts';
import { makeHost } from '../callout/makeHost.ts';
import type { OrgState } from '../state/orgState.ts';
import { writeApexLog } from './apexLog.ts';
import { undoable } from './executeAnonymousUndo.ts';
import { guardLoop, isFromCallout } from './loopGuard.ts';

/** How Apex comes to run. */
export type Entry = {
  userId: string;
  context: ApexContext;
  /** What UserInfo.getSessionId() gives. */
  sessionToken: string | null;
  /** Whether it began in Lightning, which its jobs inherit (L48). */
  fromLightning: boolean;
  /** What a debug log calls it (`ApexLog.Operation`). */
  operation: string;
  /** The request that it answers, if any (L49). */
  request: Request | null;
  /** Of a job: whether a callout led to it. */
  fromCallout?: boolean;
  /** The anonymous block, if it is one. */
  block?: string;
};

/** What of an outcome ends a transaction. */
export type Ended = { success: boolean; exceptionMessage: string | null; log: readonly string[] };

/** One Apex transaction of the org: what it does, it does through `host`. */
export type Transaction = {
  host: ApexHost;
  /** Commits what it did, jobs included, or undoes it; and keeps its debug log where somebody traces the user. */
  end: (ended: Ended) => void;
};

export const openTransaction = (state: OrgState, entry: Entry): Transaction => {
  const startedAt = state.now();
  const { userId, context, sessionToken, request, fromLightning } = entry;
  const fromCallout = request ? isFromCallout(request) : entry.fromCallout === true;
  const queueing = queueingOf(state, { userId, fromLightning, fromCallout });
  const { host, undo } = undoable(
    state,
    makeHost(state, userId, context, state.org.apiVersions.at(-1) ?? '', sessionToken),
  );
  const savepoint = (): (() => void) => {
    const [back, mark] = [host.savepoint?.(), queueing.mark()];
    return () => {
      back?.();
      queueing.undo(mark);
    };
  };
  const whole = { ...host, savepoint, enqueue: queueing.enqueue, abort: queueing.abort };
  return {
    host: fromCallout ? guardLoop(state, request, whole) : whole,
    end: (ended) => {
      if (ended.success) queueing.commit();
      else {
        undo();
        queueing.undo(0);
      }
      writeApexLog(state, { ...entry, startedAt }, ended);
    },
  };
};
