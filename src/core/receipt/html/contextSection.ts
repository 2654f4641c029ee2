import type { CheckReport, ContextReport } from '../../report.ts';
import { answerOf, MARKS } from '../../verify/checkWords.ts';
import { contextOf } from '../../verify/contexts.ts';
import { contextFactsOf, type Fact } from '../facts.ts';
import { html, type Html, NOTHING } from './html.ts';
import { toneOf } from './toneOf.ts';

export const factList = (facts: readonly Fact[]): Html =>
  html`<dl>
    ${facts.map(
      ([label, value]) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;

const checkRow = (check: CheckReport, reasonNumber: number): Html => {
  const { api, httpMethod, via = '', durationMs, control, status } = check;
  const reason = reasonNumber > 0 ? html` <a href="#why-${reasonNumber}">why (${reasonNumber})</a>` : NOTHING;
  return html`<tr>
    <td class="mark ${toneOf(check)}">${MARKS.get(check.ok) ?? ''}</td>
    <td class="name">${httpMethod} ${api}${control ? ' (control)' : ''}</td>
    <td class="via">${via}</td>
    <td class="answer ${toneOf(check)}">${answerOf(check)}${reason}</td>
    <td class="time">${status === 0 && durationMs === 0 ? '' : `${durationMs} ms`}</td>
  </tr>`;
};

/** All that is known of one context. `numberOf` gives the number of a check's reason, 0 where it has none. */
export const contextSection = (
  context: ContextReport,
  checks: readonly CheckReport[],
  numberOf: (check: CheckReport) => number,
): Html =>
  html`<section class="context">
    <h3>${contextOf(context.context).label}</h3>
    ${factList(contextFactsOf(context))}
    <table class="checks">
      <thead>
        <tr>
          <th scope="col"><span class="unseen">Mark</span></th>
          <th scope="col">Callout</th>
          <th scope="col">Through</th>
          <th scope="col">Answer</th>
          <th scope="col">Time</th>
        </tr>
      </thead>
      <tbody>
        ${checks.map((check) => checkRow(check, numberOf(check)))}
      </tbody>
    </table>
  </section>`;
