import type { TestLimits } from '../host.ts';
import type { Tx, Usage } from '../model.ts';
import type { Room, Rows } from './define.ts';
import { emailInvocations } from './messaging.ts';

/** What a transaction has used of a limit, and the limit of synchronous Apex (Apex governor limits, public guide). */
type Limit = { used: (tx: Tx) => number; most: number };

const countsJobs = (kind: string) => (tx: Tx) => tx.jobs.filter((job) => job.kind === kind).length;

/** Statements stand for milliseconds: a thousand of them are one, so that both limits end at the same place. */
const cpuTime = (tx: Tx): number => Math.floor(tx.steps / 1000);

const limits: Record<string, Limit> = {
  Callouts: { used: (tx) => tx.callouts, most: 100 },
  Queries: { used: (tx) => tx.queries, most: 100 },
  QueryRows: { used: (tx) => tx.queryRows, most: 50_000 },
  DmlStatements: { used: (tx) => tx.dmlStatements, most: 150 },
  DmlRows: { used: (tx) => tx.dmlRows, most: 10_000 },
  FutureCalls: { used: countsJobs('Future'), most: 50 },
  QueueableJobs: { used: countsJobs('Queueable'), most: 50 },
  EmailInvocations: { used: emailInvocations, most: 10 },
  CpuTime: { used: cpuTime, most: 10_000 },
};

const rows: Rows = Object.fromEntries(
  Object.entries(limits).flatMap(([name, { used, most }]) => [
    [`Integer get${name}()`, (tx: Tx) => used(tx)],
    [`Integer getLimit${name}()`, () => most],
  ]),
);

/** What a test method used altogether, before, between and after Test.startTest() and Test.stopTest(). */
export const testLimits = (tx: Tx): TestLimits => {
  const sum = (of: (usage: Usage) => number): number => of(tx) + (tx.test?.window ? of(tx.test.window) : 0);
  return {
    Callouts: sum((usage) => usage.callouts),
    AsyncCalls: tx.jobs.length,
    DmlRows: sum((usage) => usage.dmlRows),
    Email: emailInvocations(tx),
    QueryRows: sum((usage) => usage.queryRows),
    Cpu: Math.floor(sum((usage) => usage.steps) / 1000),
    Dml: sum((usage) => usage.dmlStatements),
    Soql: sum((usage) => usage.queries),
  };
};

export const limitsRoom: Room = {
  name: 'Limits',
  statics: { ...rows, 'Integer getLimitHeapSize()': () => 6_000_000 },
};
