import type { ProbeRow } from '../../core/probeRow.ts';
import { isProbeLog, readProbe } from '../../core/verify/readProbe.ts';
import type { OrgPort } from '../../ports/orgPort.ts';

/** The logs that a run has seen, each read once. */
export type ProbeLogs = {
  /** Reads those that are new; rows of the run are kept, and so are the ids of logs of any probe. */
  read: (ids: readonly string[], signal: AbortSignal) => Promise<void>;
  rows: () => readonly ProbeRow[];
  /** Logs that a probe wrote, not yet deleted. */
  ours: () => readonly string[];
};

export const probeLogs = (org: OrgPort, run: string): ProbeLogs => {
  const seen = new Set<string>();
  const ours: string[] = [];
  const rows: ProbeRow[] = [];
  return {
    read: async (ids, signal) => {
      const fresh = ids.filter((id) => !seen.has(id));
      for (const id of fresh) seen.add(id);
      await Promise.all(
        fresh.map(async (id) => {
          const text = (await org.logText(id, signal)) ?? '';
          if (!isProbeLog(text)) return;
          ours.push(id);
          rows.push(...readProbe(text, run));
        }),
      );
    },
    rows: () => rows,
    ours: () => ours,
  };
};
