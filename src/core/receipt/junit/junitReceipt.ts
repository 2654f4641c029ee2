import { XMLBuilder } from 'fast-xml-parser';
import type { CheckReport, ContextReport, VerifyReport } from '../../report.ts';
import { answerOf } from '../../verify/checkWords.ts';
import { OUTCOMES } from '../facts.ts';

const BUILDER = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true });

type Verdict = 'failure' | 'error' | 'skipped';

/** What a check that is not green counts as. A control is no part of the proof, so it never fails a build. */
const verdictOf = ({ ok, control }: CheckReport): Verdict | undefined => {
  if (ok === true) return undefined;
  if (control || ok === 'notGranted' || ok === 'notReachable') return 'skipped';
  return ok === 'pending' ? 'error' : 'failure';
};

const inSeconds = (ms: number): string => (ms / 1000).toFixed(3);

/** Attributes are normalized by whoever reads them, so line ends would be lost anyway. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

const remarkOf = (check: CheckReport): Record<string, unknown> => {
  const verdict = verdictOf(check);
  if (verdict === undefined) return {};
  const { why = check.expected, next } = check;
  const message = { '@_message': oneLine(`${answerOf(check)}. ${why}`) };
  // The usual schemas give `skipped` no type and no text.
  if (verdict === 'skipped') return { skipped: message };
  const type = check.errorCode ?? (check.ok === 'pending' ? 'pending' : 'callout');
  return { [verdict]: { ...message, '@_type': type, '#text': next === undefined ? why : `${why}\nNext: ${next}` } };
};

const caseOf = (check: CheckReport, loopback: string): Record<string, unknown> => ({
  '@_name': `${check.httpMethod} ${check.api}${check.control ? ', session id alone (control)' : ''}`,
  '@_classname': `${loopback}.${check.context}`,
  '@_time': inSeconds(check.durationMs),
  ...remarkOf(check),
  'system-out': [
    `${answerOf(check)} through ${check.via ?? 'the loopback'}`,
    ...(check.requestId === undefined ? [] : [`Apex request id ${check.requestId}`]),
    ...(check.jobId === undefined ? [] : [`Apex job id ${check.jobId}`]),
  ].join('\n'),
});

const countsOf = (checks: readonly CheckReport[]): Record<string, string> => {
  const count = (wanted: Verdict): string => `${checks.filter((check) => verdictOf(check) === wanted).length}`;
  return {
    '@_tests': `${checks.length}`,
    '@_failures': count('failure'),
    '@_errors': count('error'),
    '@_skipped': count('skipped'),
  };
};

const propertiesOf = (report: VerifyReport, context: ContextReport): ReadonlyArray<Record<string, string>> => {
  const { org, name, method, scopes, leftBehind } = report;
  const jobs = leftBehind.filter((job) => job.context === context.context).map(({ id, type }) => `${type} ${id}`);
  const values: ReadonlyArray<readonly [string, string | number | undefined]> = [
    ['loopback', name],
    ['username', org.username],
    ['orgId', org.id],
    ['instanceUrl', org.instanceUrl],
    ['apiVersion', org.apiVersion],
    ['method', method ?? undefined],
    ['scopes', scopes.length === 0 ? undefined : scopes.join(' ')],
    ['outcome', report.outcome],
    ['state', context.state],
    ['queuedMs', context.queuedMs],
    ['requestId', context.requestId],
    ['jobId', context.jobId],
    ['leftBehind', jobs.length === 0 ? undefined : jobs.join(', ')],
  ];
  return values.flatMap(([key, value]) =>
    value === undefined ? [] : [{ '@_name': key, '@_value': oneLine(`${value}`) }],
  );
};

const suiteOf = (report: VerifyReport, context: ContextReport): Record<string, unknown> => {
  const checks = report.checks.filter((check) => check.context === context.context);
  return {
    '@_name': `${report.name}: ${context.context}`,
    ...countsOf(checks),
    '@_time': inSeconds(context.runMs ?? checks.reduce((sum, { durationMs }) => sum + durationMs, 0)),
    // Without a zone, as the strictest of the schemas wants it; it is UTC.
    '@_timestamp': report.startedAt.slice(0, 19),
    '@_hostname': report.org.instanceUrl.replace(/^https?:\/\//, ''),
    properties: { property: propertiesOf(report, context) },
    testcase: checks.map((check) => caseOf(check, report.name)),
  };
};

/** The document must never be green where the command is not: too little was granted or reached to prove anything. */
const unproven = (report: VerifyReport): Array<Record<string, unknown>> => {
  const isSaid = report.checks.some((check) => ['failure', 'error'].includes(verdictOf(check) ?? ''));
  if (report.outcome === 'proven' || isSaid) return [];
  const name = `The loopback ${report.name} is proven`;
  const why = `It is ${OUTCOMES[report.outcome]}: fewer than two callouts came back.`;
  const remark = { '@_message': why, '@_type': report.outcome, '#text': report.next ?? why };
  const testcase = { '@_name': name, '@_classname': report.name, '@_time': '0.000', failure: remark };
  const counts = { '@_tests': '1', '@_failures': '1', '@_errors': '0', '@_skipped': '0' };
  return [{ '@_name': report.name, ...counts, '@_time': '0.000', testcase: [testcase] }];
};

/** A verification as JUnit XML: a suite a context, a case a check. */
export const junitReceipt = (report: VerifyReport): string => {
  const more = unproven(report);
  const { '@_skipped': _, ...counts } = countsOf(report.checks);
  const text = BUILDER.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
    testsuites: {
      '@_name': `sf-plugin-selfcallout ${report.name}`,
      ...counts,
      ...(more.length === 0 ? {} : { '@_tests': `${report.checks.length + 1}`, '@_failures': '1' }),
      '@_time': inSeconds(report.durationMs),
      testsuite: [...report.contexts.map((context) => suiteOf(report, context)), ...more],
    },
  });
  return text;
};
