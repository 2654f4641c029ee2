import type { ProbeRow } from '../probeRow.ts';
import { METHOD_ROWS } from '../methods/methods.ts';
import type { Method } from '../settings.ts';
import type { CheckReport } from '../report.ts';
import { AUTHORIZE, type Cause, CAUSES, UNKNOWN_CAUSE } from './causes.ts';
import { type Check, CHECKS } from './checks.ts';

/** What rows are judged by. */
export type JudgeContext = {
  /** Base name of the loopback. */
  name: string;
  /** Id of the org that has to answer, 15 or 18 characters. */
  orgId: string;
  /** Target org as the user may type it. */
  targetOrg: string;
  /** Username of the user whom the app runs as, where it is known. */
  runAs?: string;
  /** Where it is known. */
  method?: Method;
};

type Verdict = Pick<CheckReport, 'ok'> & { why?: string; next?: string };

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** Ids are equal when their first 15 characters are; the other three only repeat their case. */
const isSameId = (a: string, b: string): boolean => a.slice(0, 15) === b.slice(0, 15);

const inWords = (text: string, { name, targetOrg, runAs }: JudgeContext): string =>
  text
    .replaceAll('{name}', name)
    .replaceAll('{org}', targetOrg)
    .replaceAll('{runAs}', runAs ?? 'of the app');

/** Why a callout that failed did so. */
export const causeOf = (row: ProbeRow): Omit<Cause, 'pattern'> => {
  const said = `${row.errorCode ?? ''} ${row.exceptionType ?? ''}: ${row.message ?? ''}`;
  return CAUSES.find(({ pattern }) => pattern.test(said)) ?? UNKNOWN_CAUSE;
};

/** Causes that a new consent ends, where the method has one. */
const ENDED_BY_CONSENT: ReadonlySet<string> = new Set(['notConfigured', 'tokenRefused', 'wrongSecret']);

const explain = (row: ProbeRow, context: JudgeContext): Verdict => {
  const cause = causeOf(row);
  const needsConsent = context.method !== undefined && METHOD_ROWS[context.method].needsConsent;
  const { why } = cause;
  const next = needsConsent && ENDED_BY_CONSENT.has(cause.id) ? AUTHORIZE : cause.next;
  const quote = row.message === undefined ? '' : ` It said: ${row.message}`;
  return { ok: false, why: inWords(why, context) + quote, next: inWords(next, context) };
};

const isNotGranted = ({ status, errorCode }: ProbeRow): boolean =>
  status === 403 && !/REQUEST_LIMIT|API_DISABLED|API_CURRENTLY/.test(errorCode ?? '');

const judgeRow = (check: Check, row: ProbeRow, context: JudgeContext): Verdict => {
  if (!isSuccess(row.status) || row.exceptionType !== undefined) {
    return check.mayBeNotGranted && isNotGranted(row)
      ? { ...explain(row, context), ok: 'notGranted' }
      : explain(row, context);
  }
  if (!check.namesOrg || isSameId(row.orgId ?? '', context.orgId)) return { ok: true };
  return {
    ok: false,
    why: `The answer is not of this org (${context.orgId}) but of ${row.orgId ?? 'an org that it does not name'}: the loopback points elsewhere, as after a sandbox refresh (L66).`,
    next: inWords('sf selfcallout setup --name {name} --target-org {org}', context),
  };
};

const expectation = ({ control, namesOrg }: Check): string => {
  // Anonymous Apex runs under the API session itself (L41), so there the bare session id is accepted.
  if (control) return 'HTTP 2xx: anonymous Apex has an API session';
  return namesOrg ? 'HTTP 2xx from this org' : 'HTTP 2xx, or not granted';
};

const report = (
  check: Check,
  context: string,
  rest: Verdict & { status: number; durationMs: number },
): CheckReport => ({
  id: check.id,
  context,
  api: check.api,
  httpMethod: check.httpMethod,
  control: check.control,
  expected: expectation(check),
  ...rest,
});

/** A report row for each check, in the order of `CHECKS`; a check of which the probe said nothing is not ok. */
export const judge = (rows: readonly ProbeRow[], context: JudgeContext): CheckReport[] => {
  const hasCredential = context.method === undefined || METHOD_ROWS[context.method].credentialType.none === undefined;
  const via = hasCredential ? `callout:${context.name}` : `${context.name}Auth`;
  return CHECKS.map((check) => {
    const row = rows.find(({ id }) => id === check.id);
    if (row === undefined) {
      return report(check, rows[0]?.context ?? 'anonymous', {
        ok: false,
        status: 0,
        durationMs: 0,
        why: `The class ${context.name}Probe in the org does not make this check: it is older or newer than this plugin.`,
        next: inWords('sf selfcallout setup --name {name} --target-org {org}', context),
      });
    }
    return {
      ...report(check, row.context, {
        ...judgeRow(check, row, context),
        status: row.status,
        durationMs: row.durationMs,
      }),
      ...(row.errorCode === undefined ? {} : { errorCode: row.errorCode }),
      via: check.control ? 'session id' : via,
    };
  });
};

/** Proven: at least two callouts through the loopback succeeded, and none failed but for a permission that is not needed. */
export const isProven = (checks: readonly CheckReport[]): boolean => {
  const loopback = checks.filter(({ control }) => !control);
  return loopback.filter(({ ok }) => ok === true).length >= 2 && loopback.every(({ ok }) => ok !== false);
};
