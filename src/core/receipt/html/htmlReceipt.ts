import type { CheckReport, VerifyReport } from '../../report.ts';
import { MARKS } from '../../verify/checkWords.ts';
import { factsOf, LEFT_BEHIND, NOTHING_LEFT, OUTCOMES } from '../facts.ts';
import { type Reason, reasonsOf } from '../../verify/reasons.ts';
import { contextSection, factList } from './contextSection.ts';
import { type Course, coursesOf } from './course.ts';
import { html, type Html, NOTHING } from './html.ts';
import { overview } from './overview.ts';
import { drawSequence } from './sequence.ts';
import { STYLE } from './style.ts';
import { toneOfOutcome } from './toneOf.ts';
import { type Way, wayOf } from './way.ts';

const OUTCOME_MARKS = { proven: true, notProven: false, pending: 'pending' } as const;

const sumUp = ({ checks, contexts }: VerifyReport): string => {
  const loopback = checks.filter(({ control }) => !control);
  const good = loopback.filter(({ ok }) => ok === true);
  const where = new Set(good.map(({ context }) => context)).size;
  return `${good.length} of ${loopback.length} callouts came back, in ${where} of ${contexts.length} contexts.`;
};

const nextLine = (next: string | undefined): Html =>
  next === undefined ? NOTHING : html`<p class="next">Next: <code>${next}</code></p>`;

const reasonList = (reasons: readonly Reason[]): Html =>
  reasons.length === 0
    ? NOTHING
    : html`<section>
        <h2>What is not green</h2>
        <ol class="reasons">
          ${reasons.map(
            (reason, index) =>
              html`<li id="why-${index + 1}">
                <p class="places">${reason.places}</p>
                <p>${reason.why}</p>
                ${nextLine(reason.next)}
              </li>`,
          )}
        </ol>
      </section>`;

const WHERE: ReadonlyMap<CheckReport['brokeAt'], string> = new Map<CheckReport['brokeAt'], string>([
  ['apex', 'in Apex, before anything left it'],
  ['credential', 'before the token endpoint was asked'],
  ['token', 'at the token endpoint'],
  ['api', 'at the API'],
  [undefined, 'where nothing that was said tells'],
]);

const captionOf = ({ checks }: Course): string => {
  const broken = checks.filter(({ ok, control }) => ok === false && !control);
  if (broken.length === 0) return 'Nothing broke.';
  const places = [...new Set(broken.map(({ brokeAt }) => WHERE.get(brokeAt) ?? ''))];
  return `${broken.length} of ${checks.filter(({ control }) => !control).length} broke ${places.join(', and ')}.`;
};

const figures = (courses: readonly Course[], way: Way): Html =>
  html`<div class="figures">
    ${courses.map(
      (course, index) =>
        html`<figure>
          <figcaption><strong>${course.contexts.join(', ')}.</strong> ${captionOf(course)}</figcaption>
          ${drawSequence(course, way, `course-${index + 1}`)}
        </figure>`,
    )}
  </div>`;

const leftSection = ({ leftBehind }: VerifyReport): Html =>
  html`<section>
    <h2>What stays in the org</h2>
    <p>${leftBehind.length === 0 ? NOTHING_LEFT : LEFT_BEHIND}</p>
    ${
      leftBehind.length === 0
        ? NOTHING
        : html`<ul>
            ${leftBehind.map(
              ({ id, type, status, context }) => html`<li>${type} <code>${id}</code>, ${context}, ${status}</li>`,
            )}
          </ul>`
    }
  </section>`;

/** A verification as one page that needs nothing else: no script, nothing from elsewhere. */
export const htmlReceipt = (report: VerifyReport): string => {
  const { name, outcome, checks, contexts } = report;
  const title = `Loopback ${name}: ${OUTCOMES[outcome]}`;
  const reasons = reasonsOf(report);
  const numberOf = (check: CheckReport): number => reasons.findIndex((reason) => reason.checks.includes(check)) + 1;
  const way = wayOf(report);
  const courses = coursesOf(report, way);
  const sections = contexts.map((context) =>
    contextSection(
      context,
      checks.filter((check) => check.context === context.context),
      numberOf,
    ),
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="generator" content="sf-plugin-selfcallout" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"
        />
        <title>${title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <header class="${toneOfOutcome[outcome]}">
          <h1><span class="mark">${MARKS.get(OUTCOME_MARKS[outcome]) ?? ''}</span> ${title}</h1>
          <p>${sumUp(report)}</p>
        </header>
        <main>
          ${nextLine(report.next)} ${factList(factsOf(report))}
          <section>
            <h2>Contexts and APIs</h2>
            ${overview(report)}
            <p class="legend">
              ✓ works, ✗ does not, – not granted, ○ not reachable, … pending. <em>id</em>: what the session id alone
              gives.
            </p>
          </section>
          ${reasonList(reasons)}
          <section>
            <h2>How the calls went</h2>
            ${courses.length === 0 ? html`<p>No Apex has run yet.</p>` : figures(courses, way)}
          </section>
          <section>
            <h2>Every callout</h2>
            <p>The Apex ids of a context are those of the one transaction that made all of its callouts.</p>
            ${sections}
          </section>
          ${leftSection(report)}
        </main>
        <footer>Made by sf-plugin-selfcallout. The page holds no token and no secret.</footer>
      </body>
    </html> `.html;
};
