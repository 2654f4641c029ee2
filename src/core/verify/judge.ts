import type { Adopted } from '../adopt/adopted.ts';
import { componentNames } from '../names.ts';
import type { ProbeRow } from '../probeRow.ts';
import { METHOD_ROWS } from '../methods/methods.ts';
import type { Method } from '../settings.ts';
import type { CheckReport } from '../report.ts';
import { AUTHORIZE, type Cause, CAUSES, UNKNOWN_CAUSE } from './causes.ts';
import { type Check, CHECKS } from './checks.ts';
import { type Context, contextOf } from './contexts.ts';

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
  /** What the loopback took over. */
  adopted?: Adopted;
};

type Verdict = Pick<CheckReport, 'ok' | 'brokeAt'> & { why?: string; next?: string };

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** Ids are equal when their first 15 characters are; the other three only repeat their case. */
const isSameId = (a: string, b: string): boolean => a.slice(0, 15) === b.slice(0, 15);

const COMPONENTS = ['app', 'certificate', 'externalCredential', 'namedCredential', 'page', 'login'] as const;

const inWords = (text: string, { name, targetOrg, runAs, adopted }: JudgeContext): string => {
  const names = componentNames(name, adopted);
  return COMPONENTS.reduce((words, each) => words.replaceAll(`{${each}}`, names[each]), text)
    .replaceAll('{name}', name)
    .replaceAll('{org}', targetOrg)
    .replaceAll('{runAs}', runAs ?? 'of the app');
};

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
  // An answer with a status is one of the API, whatever it says.
  const brokeAt = row.status > 0 ? 'api' : cause.brokeAt;
  const next = needsConsent && ENDED_BY_CONSENT.has(cause.id) ? AUTHORIZE : cause.next;
  const quote = row.message === undefined ? '' : ` It said: ${row.message}`;
  return {
    ok: false,
    ...(brokeAt === undefined ? {} : { brokeAt }),
    why: inWords(why, context) + quote,
    next: inWords(next, context),
  };
};

const isNotGranted = ({ status, errorCode = '' }: ProbeRow): boolean =>
  (status === 403 && !/REQUEST_LIMIT|API_DISABLED|API_CURRENTLY/.test(errorCode)) ||
  errorCode === 'INSUFFICIENT_ACCESS';

const judgeRow = (check: Check, row: ProbeRow, context: JudgeContext): Verdict => {
  const hasFailed = !isSuccess(row.status) || row.exceptionType !== undefined || row.errorCode !== undefined;
  if (hasFailed) {
    return check.mayBeNotGranted && isNotGranted(row)
      ? { ...explain(row, context), ok: 'notGranted' }
      : explain(row, context);
  }
  if (!check.namesOrg || isSameId(row.orgId ?? '', context.orgId)) return { ok: true };
  return {
    ok: false,
    brokeAt: 'api',
    why: `The answer is not of this org (${context.orgId}) but of ${row.orgId ?? 'an org that it does not name'}: the loopback points elsewhere, as after a sandbox refresh (L66).`,
    next: inWords('sf selfcallout setup --name {name} --target-org {org}', context),
  };
};

/** What the bare session id is expected to give, by context. */
const EXPECTED_OF_CONTROL: Readonly<Record<Context['session'], string>> = {
  accepted: 'HTTP 2xx: an API session runs this Apex (L41)',
  refused: 'refused: a Lightning session is none of the API (L40)',
  either: 'HTTP 2xx or refused, by how the job was started (L48)',
};

const judgeControl = (row: ProbeRow, { session }: Context): Verdict => {
  const isAccepted = isSuccess(row.status);
  const isRefused = /INVALID_SESSION_ID|NO_SESSION_ID/.test(row.errorCode ?? '');
  const ok = { accepted: isAccepted, refused: isRefused, either: isAccepted || isRefused }[session];
  const said = [row.errorCode, row.exceptionType, row.message].filter((text) => text !== undefined).join(': ');
  return ok ? { ok } : { ok, why: `The bare session id gave HTTP ${row.status}${said && ` (${said})`}.` };
};

const expectation = (check: Check, context: Context): string => {
  if (check.control) return EXPECTED_OF_CONTROL[context.session];
  return check.namesOrg ? 'HTTP 2xx from this org' : 'HTTP 2xx, or not granted';
};

/** What all checks of a context share. */
export type Ran = Pick<CheckReport, 'queuedMs' | 'requestId' | 'jobId'>;

const viaOf = ({ control }: Check, { name, method, adopted }: JudgeContext): string => {
  if (control) return 'session id';
  const hasCredential = method === undefined || METHOD_ROWS[method].credentialType.none === undefined;
  return hasCredential ? `callout:${componentNames(name, adopted).namedCredential}` : `${name}Auth`;
};

/** A report row for a check that was not made, or of which nothing came back. */
export const unmade = (check: Check, context: Context, judged: JudgeContext, verdict: Verdict): CheckReport => ({
  id: check.id,
  context: context.id,
  api: check.api,
  httpMethod: check.httpMethod,
  control: check.control,
  expected: expectation(check, context),
  via: viaOf(check, judged),
  status: 0,
  durationMs: 0,
  ...verdict,
});

const MISSING = 'The class {name}Probe in the org does not make this check: it is older or newer than this plugin.';
const LOST = 'Its line is not in the debug log: a log that is too long loses lines (L63).';

/** A report row for each of `checks`, by the rows of one context; a check of which the probe said nothing is not ok. */
export const judge = (
  rows: readonly ProbeRow[],
  judged: JudgeContext,
  checks: readonly Check[] = CHECKS,
  context: Context = contextOf('anonymous'),
  ran: Ran = {},
): CheckReport[] => {
  const made = rows.find(({ id }) => id === 'end')?.rows;
  const why = inWords(made === checks.length ? LOST : MISSING, judged);
  const next = inWords('sf selfcallout setup --name {name} --target-org {org}', judged);
  return checks.map((check) => {
    const row = rows.find(({ id }) => id === check.id);
    if (row === undefined || row.errorCode === 'UNKNOWN_CHECK')
      return { ...unmade(check, context, judged, { ok: false, why, next }), ...ran };
    const { status, durationMs, errorCode } = row;
    return {
      ...unmade(check, context, judged, check.control ? judgeControl(row, context) : judgeRow(check, row, judged)),
      status,
      durationMs,
      ...(errorCode === undefined ? {} : { errorCode }),
      ...ran,
    };
  });
};

/** Proven: at least two callouts through the loopback succeeded, and none failed but for a permission that is not needed. */
export const outcomeOf = (checks: readonly CheckReport[]): 'proven' | 'notProven' | 'pending' => {
  const loopback = checks.filter(({ control }) => !control);
  if (loopback.some(({ ok }) => ok === false)) return 'notProven';
  if (loopback.some(({ ok }) => ok === 'pending')) return 'pending';
  return loopback.filter(({ ok }) => ok === true).length >= 2 ? 'proven' : 'notProven';
};

export const isProven = (checks: readonly CheckReport[]): boolean => outcomeOf(checks) === 'proven';
