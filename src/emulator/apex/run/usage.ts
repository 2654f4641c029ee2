import type { Tx, Usage } from '../model.ts';

export const usageOf = ({ steps, callouts, calloutMs, queries, queryRows, dmlStatements, dmlRows }: Tx): Usage => ({
  steps,
  callouts,
  calloutMs,
  queries,
  queryRows,
  dmlStatements,
  dmlRows,
});

export const noUsage: Usage = {
  steps: 0,
  callouts: 0,
  calloutMs: 0,
  queries: 0,
  queryRows: 0,
  dmlStatements: 0,
  dmlRows: 0,
};
