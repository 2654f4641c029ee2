import type { CheckReport, Station, VerifyReport } from '../../report.ts';
import { contextOf } from '../../verify/contexts.ts';
import { type Tone, toneOf } from './toneOf.ts';
import type { Way } from './way.ts';

/** One arrow of the diagram, or a line of text across it. */
export type Step =
  | {
      kind: 'arrow';
      from: Station;
      to: Station;
      over: readonly Station[];
      label: string;
      tone: Tone;
      isDashed: boolean;
    }
  | { kind: 'break'; at: Station; label: string }
  | { kind: 'heading'; label: string };

/** What happened in contexts in which the same happened. */
export type Course = { contexts: readonly string[]; checks: readonly CheckReport[]; steps: readonly Step[] };

const arrow = (from: Station, to: Station, label: string, tone: Tone, rest: Partial<Step> = {}): Step => ({
  ...{ kind: 'arrow', from, to, over: [], label, tone, isDashed: false },
  ...(rest as object),
});

const answerLabel = ({ status, errorCode = '' }: CheckReport): string => `${status} ${errorCode}`.trim();

/** Where a callout without an answer ended, among the stations that the diagram has. */
const endOf = ({ brokeAt = 'apex' }: CheckReport, way: Way): Station =>
  way.lanes.some(({ station }) => station === brokeAt) ? brokeAt : 'apex';

const namesOf = (checks: readonly CheckReport[]): string => {
  const [first] = checks;
  return checks.length === 1 && first ? `${first.httpMethod} ${first.api}` : `${checks.length} callouts`;
};

/** Callouts that ended before the API answered, and ended alike. */
const brokenSteps = (checks: readonly CheckReport[], way: Way): Step[] => {
  const [first] = checks;
  if (first === undefined) return [];
  const end = endOf(first, way);
  const [, second] = way.path;
  const label = namesOf(checks);
  const said = first.errorCode ?? (first.brokeAt === undefined ? 'ended without an answer' : 'stops here');
  const broke: Step = { kind: 'break', at: end, label: `${end === 'apex' ? `${label}: ` : ''}${said}` };
  if (end === 'apex') return [broke];
  const { fetch } = way;
  const isFetch = end === fetch.to;
  const starts = isFetch && fetch.from === 'apex' ? [] : [arrow('apex', isFetch ? fetch.from : end, label, 'plain')];
  if (isFetch) return [...starts, arrow(fetch.from, end, starts.length > 0 ? fetch.ask : label, 'bad'), broke];
  const over = end === 'api' && second !== undefined && second !== 'api' ? [second] : [];
  return [arrow('apex', end, label, 'bad', { over }), broke];
};

const answeredSteps = (check: CheckReport, way: Way): Step[] => {
  const over = check.control ? [] : way.path.slice(1, -1);
  const isDashed = check.control;
  return [
    arrow('apex', 'api', namesOf([check]), 'plain', { over, isDashed }),
    arrow('api', 'apex', answerLabel(check), toneOf(check), { isDashed }),
  ];
};

const stepsOf = (checks: readonly CheckReport[], way: Way): Step[] => {
  const steps: Step[] = [];
  let broken: CheckReport[] = [];
  const flush = (): void => {
    steps.push(...brokenSteps(broken, way));
    broken = [];
  };
  for (const check of checks) {
    if (check.status === 0) {
      const [first] = broken;
      if (first !== undefined && (first.brokeAt !== check.brokeAt || first.errorCode !== check.errorCode)) flush();
      broken.push(check);
    } else {
      flush();
      steps.push(...answeredSteps(check, way));
    }
  }
  flush();
  return steps;
};

const fetchSteps = ({ fetch }: Way): Step[] => [
  ...(fetch.from === 'apex' ? [] : [arrow('apex', fetch.from, 'callout', 'plain')]),
  arrow(fetch.from, fetch.to, fetch.ask, 'plain', { isDashed: true }),
  arrow(fetch.to, fetch.from, fetch.answer, 'plain', { isDashed: true }),
];

const courseSteps = (checks: readonly CheckReport[], way: Way): Step[] => {
  const loopback = checks.filter(({ control }) => !control);
  const controls = checks.filter(({ control }) => control);
  const hasToken = loopback.some(({ status }) => status > 0);
  return [
    ...(hasToken ? fetchSteps(way) : []),
    ...stepsOf(loopback, way),
    ...(controls.length === 0 ? [] : [{ kind: 'heading', label: 'Control: the session id alone' } as const]),
    ...stepsOf(controls, way),
  ];
};

const keyOf = (checks: readonly CheckReport[]): string =>
  JSON.stringify(checks.map(({ id, ok, status, errorCode, brokeAt }) => [id, ok, status, errorCode, brokeAt]));

/** The courses that the callouts took, contexts of the same course together; of contexts whose Apex ran only. */
export const coursesOf = ({ contexts, checks }: VerifyReport, way: Way): Course[] => {
  const courses = new Map<string, { contexts: string[]; checks: readonly CheckReport[] }>();
  for (const { context, state } of contexts) {
    const own = checks.filter((check) => check.context === context);
    if (state !== 'ran' || own.length === 0) continue;
    const { label } = contextOf(context);
    const known = courses.get(keyOf(own));
    if (known) known.contexts.push(label);
    else courses.set(keyOf(own), { contexts: [label], checks: own });
  }
  return [...courses.values()].map((course) => ({ ...course, steps: courseSteps(course.checks, way) }));
};
