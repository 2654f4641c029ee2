import type { Tx } from '../model.ts';

/** What a transaction has used of its limits so far. */
export type Usage = Pick<Tx, 'steps' | 'callouts' | 'calloutMs' | 'queries' | 'dmlStatements'>;

export const usageOf = ({ steps, callouts, calloutMs, queries, dmlStatements }: Tx): Usage => ({
  steps,
  callouts,
  calloutMs,
  queries,
  dmlStatements,
});

export const noUsage: Usage = { steps: 0, callouts: 0, calloutMs: 0, queries: 0, dmlStatements: 0 };
