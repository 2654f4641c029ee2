import type { ConsentProblem } from '../core/report.ts';

/** The person at the terminal, who alone knows what became of a page in a browser: the org tells nobody. */
export type PersonPort = {
  /** Resolves once the person says why a consent will not come; stays silent when `signal` is aborted first. */
  whyNoConsent: (signal: AbortSignal) => Promise<ConsentProblem>;
};
