import type { ComponentReport, Outcome } from '../core/report.ts';

/** 0 done; 1 the answer is no; 69 still waiting (style: the CLI's own table). */
const codes: Readonly<Record<Outcome, number>> = { proven: 0, planned: 0, notProven: 1, pending: 69 };

export const exitCodeOf = ({
  outcome,
  components = [],
}: {
  outcome: Outcome;
  components?: readonly ComponentReport[];
}): number => (components.some(({ change }) => change === 'blocked' || change === 'failed') ? 1 : codes[outcome]);
