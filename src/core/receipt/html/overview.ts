import type { CheckReport, VerifyReport } from '../../report.ts';
import { answerOf, MARKS } from '../../verify/checkWords.ts';
import { contextOf } from '../../verify/contexts.ts';
import { html, type Html, NOTHING } from './html.ts';
import { toneOf } from './toneOf.ts';

type Column = Pick<CheckReport, 'id' | 'api' | 'control'>;

const columnsOf = (checks: readonly CheckReport[]): Column[] => [
  ...new Map(checks.map(({ id, api, control }) => [id, { id, api, control }])).values(),
];

/** A status where there is one; the mark says it, too, for whoever sees no colours. */
const cellOf = (check: CheckReport | undefined): Html => {
  if (check === undefined) return html`<td></td>`;
  const { ok, control, status } = check;
  const mark = control && ok === true ? '' : (MARKS.get(ok) ?? '');
  return html`<td class="${toneOf(check)}${control ? ' control' : ''}" title="${answerOf(check)}">
    <span class="mark">${mark}</span> ${status === 0 ? NOTHING : html`<span class="status">${status}</span>`}
  </td>`;
};

/** The matrix: contexts down, APIs across, what the session id alone gives at the right. */
export const overview = ({ contexts, checks }: VerifyReport): Html => {
  const columns = columnsOf(checks);
  const heads = columns.map(
    ({ api, control }) =>
      html`<th scope="col" class="${control ? 'control' : 'api'}"><span>${control ? `id: ${api}` : api}</span></th>`,
  );
  const rows = contexts.map(({ context }) => {
    const own = checks.filter((check) => check.context === context);
    const cells = columns.map(({ id }) => cellOf(own.find((check) => check.id === id)));
    return html`<tr>
      <th scope="row">${contextOf(context).label}</th>
      ${cells}
    </tr>`;
  });
  return html`<table class="overview">
    <thead>
      <tr>
        <th scope="col"><span>Context</span></th>
        ${heads}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
};
