import type { CheckReport, VerifyReport } from '../../report.ts';

/** `plain` is neither good nor bad: a request on its way, or what a control gives as expected. */
export type Tone = 'plain' | 'good' | 'bad' | 'lacking';

/** The class by which the page colours a check. */
export const toneOf = ({ ok, control }: CheckReport): Tone => {
  if (ok === true) return control ? 'plain' : 'good';
  return ok === false && !control ? 'bad' : 'lacking';
};

export const toneOfOutcome: Readonly<Record<VerifyReport['outcome'], Tone>> = {
  proven: 'good',
  notProven: 'bad',
  pending: 'lacking',
};
