import type { CheckReport, ContextReport, VerifyReport } from '../../report.ts';
import { answerOf } from '../../verify/checkWords.ts';
import { printXml, type XmlNode } from '../../xml/printXml.ts';
import { OUTCOMES } from '../facts.ts';

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

const remarksOf = (check: CheckReport): XmlNode[] => {
  const verdict = verdictOf(check);
  if (verdict === undefined) return [];
  const { why = check.expected, next } = check;
  const message = oneLine(`${answerOf(check)}. ${why}`);
  // The usual schemas give `skipped` no type and no text.
  if (verdict === 'skipped') return [{ name: verdict, attributes: { message } }];
  const type = check.errorCode ?? (check.ok === 'pending' ? 'pending' : 'callout');
  const text = next === undefined ? why : `${why}\nNext: ${next}`;
  return [{ name: verdict, attributes: { message, type }, text }];
};

const caseOf = (check: CheckReport, loopback: string): XmlNode => {
  const { api, httpMethod, context, control, durationMs, via = 'the loopback', requestId, jobId } = check;
  const output = [
    `${answerOf(check)}, ${control ? 'by' : 'through'} ${via}`,
    ...(requestId === undefined ? [] : [`Apex request id ${requestId}`]),
    ...(jobId === undefined ? [] : [`Apex job id ${jobId}`]),
  ];
  return {
    name: 'testcase',
    attributes: {
      name: `${httpMethod} ${api}${control ? ', session id alone (control)' : ''}`,
      classname: `${loopback}.${context}`,
      time: inSeconds(durationMs),
    },
    children: [...remarksOf(check), { name: 'system-out', text: output.join('\n') }],
  };
};

const countOf = (checks: readonly CheckReport[], wanted: Verdict): number =>
  checks.filter((check) => verdictOf(check) === wanted).length;

const propertiesOf = (report: VerifyReport, context: ContextReport): XmlNode => {
  const { org, name: loopback, method, scopes, leftBehind } = report;
  const jobs = leftBehind.filter((job) => job.context === context.context).map(({ id, type }) => `${type} ${id}`);
  const values: ReadonlyArray<readonly [string, string | number | undefined]> = [
    ['loopback', loopback],
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
  const children = values.flatMap(([name, value]) =>
    value === undefined ? [] : [{ name: 'property', attributes: { name, value: oneLine(`${value}`) } }],
  );
  return { name: 'properties', children };
};

const suiteOf = (report: VerifyReport, context: ContextReport): XmlNode => {
  const checks = report.checks.filter((check) => check.context === context.context);
  return {
    name: 'testsuite',
    attributes: {
      name: `${report.name}: ${context.context}`,
      tests: checks.length,
      failures: countOf(checks, 'failure'),
      errors: countOf(checks, 'error'),
      skipped: countOf(checks, 'skipped'),
      time: inSeconds(context.runMs ?? checks.reduce((sum, { durationMs }) => sum + durationMs, 0)),
      // Without a zone, as the strictest of the schemas wants it; it is UTC.
      timestamp: report.startedAt.slice(0, 19),
      hostname: report.org.instanceUrl.replace(/^https?:\/\//, ''),
    },
    children: [propertiesOf(report, context), ...checks.map((check) => caseOf(check, report.name))],
  };
};

/** The document must never be green where the command is not: too little was granted or reached to prove anything. */
const unprovenSuites = ({ name: loopback, outcome, checks, next }: VerifyReport): XmlNode[] => {
  if (outcome === 'proven' || countOf(checks, 'failure') + countOf(checks, 'error') > 0) return [];
  const message = `The loopback ${loopback} is ${OUTCOMES[outcome]}: fewer than two callouts came back.`;
  const time = inSeconds(0);
  const failure: XmlNode = { name: 'failure', attributes: { message, type: outcome }, text: next ?? message };
  const attributes = { name: `${loopback} is proven`, classname: loopback, time };
  const children: XmlNode[] = [{ name: 'testcase', attributes, children: [failure] }];
  return [{ name: 'testsuite', attributes: { name: loopback, tests: 1, failures: 1, errors: 0, time }, children }];
};

/** A verification as JUnit XML: a suite a context, a case a check. */
export const junitReceipt = (report: VerifyReport): string => {
  const { name, checks, contexts, durationMs } = report;
  const more = unprovenSuites(report);
  return printXml({
    name: 'testsuites',
    attributes: {
      name: `sf-plugin-selfcallout ${name}`,
      tests: checks.length + more.length,
      failures: countOf(checks, 'failure') + more.length,
      errors: countOf(checks, 'error'),
      time: inSeconds(durationMs),
    },
    children: [...contexts.map((context) => suiteOf(report, context)), ...more],
  });
};
