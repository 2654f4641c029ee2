import type { CheckReport } from '../report.ts';

/** Why checks are not green, and what to do. */
export type Reason = { why: string; next?: string; checks: readonly CheckReport[] };

/** Each reason once, with the checks that it is of; the order is that of the checks. */
export const reasonsOf = (checks: readonly CheckReport[]): Reason[] => {
  const reasons = new Map<string, Reason>();
  for (const check of checks) {
    const { ok, why, next } = check;
    if (ok === true || why === undefined) continue;
    const known = reasons.get(why) ?? { why, ...(next === undefined ? {} : { next }), checks: [] };
    reasons.set(why, { ...known, checks: [...known.checks, check] });
  }
  return [...reasons.values()];
};

/** The places of a reason: each context with its APIs, contexts of the same APIs together. */
export const placesOf = ({ checks }: Reason): string => {
  const contexts = [...new Set(checks.map(({ context }) => context))];
  const apisOf = (context: string): string =>
    checks
      .filter((check) => check.context === context)
      .map(({ api, control }) => (control ? `${api} with the session id alone` : api))
      .join(', ');
  const places = [...new Set(contexts.map(apisOf))];
  return places
    .map((apis) => `${contexts.filter((context) => apisOf(context) === apis).join(', ')}: ${apis}`)
    .join('; ');
};
