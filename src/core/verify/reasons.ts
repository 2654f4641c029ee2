import type { CheckReport, VerifyReport } from '../report.ts';
import { contextOf } from './contexts.ts';

/** Why checks are not green, of which they are in words, and what to do. */
export type Reason = { why: string; places: string; next?: string; checks: readonly CheckReport[] };

const apisIn = (checks: readonly CheckReport[], context: string): string =>
  checks
    .filter((check) => check.context === context)
    .map(({ api, control }) => (control ? `${api} with the session id` : api))
    .join(', ');

/** Contexts of the same APIs together; where a context has the reason for all it was asked, its APIs go without saying. */
const placesOf = (own: readonly CheckReport[], { checks, contexts }: VerifyReport): string => {
  const places = [...new Set(own.map(({ context }) => context))];
  const texts = new Map<string, string[]>();
  for (const context of places) {
    const apis = apisIn(own, context);
    const text = apis === apisIn(checks, context) ? '' : `: ${apis}`;
    texts.set(text, [...(texts.get(text) ?? []), contextOf(context).label]);
  }
  const isEvery = texts.size === 1 && contexts.length > 1 && places.length === contexts.length;
  return [...texts].map(([text, labels]) => (isEvery ? `every context${text}` : labels.join(', ') + text)).join('; ');
};

/** Each reason once; the order is that of the checks. */
export const reasonsOf = (report: VerifyReport): Reason[] => {
  const byReason = new Map<string, CheckReport[]>();
  for (const check of report.checks) {
    if (check.ok !== true && check.why !== undefined) {
      byReason.set(check.why, [...(byReason.get(check.why) ?? []), check]);
    }
  }
  return [...byReason].map(([why, checks]) => {
    const next = checks.find((check) => check.next !== undefined)?.next;
    return { why, places: placesOf(checks, report), ...(next === undefined ? {} : { next }), checks };
  });
};
