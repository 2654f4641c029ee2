import type { Station } from '../../report.ts';
import type { Course, Step } from './course.ts';
import { html, type Html, NOTHING } from './html.ts';
import type { Way } from './way.ts';

/** Units of the drawing; on a phone one is a little less than a pixel. */
const WIDTH = 400;
const HEAD = 44;
const ARROW = 27;
const EDGE = 46;

type Placed = { step: Step; y: number };

const HEIGHTS: Readonly<Record<Step['kind'], number>> = { arrow: ARROW, break: 24, heading: 34 };

const place = (steps: readonly Step[]): { placed: Placed[]; height: number } => {
  let y = HEAD + 6;
  const placed = steps.map((step) => {
    y += HEIGHTS[step.kind];
    return { step, y };
  });
  return { placed, height: y + 14 };
};

const arrowHead = (x: number, y: number, direction: number, tone: string): Html =>
  html`<path class="head ${tone}" d="M${x} ${y}l${-8 * direction} -4v8z" />`;

/** A cross and words beside it, on the side of the drawing that has room. */
const breakAt = (x: number, y: number, label: string): Html => {
  const isLeft = x < WIDTH / 2;
  const side = html`<text class="bad" x="${isLeft ? x + 12 : x - 12}" y="${y}" ${anchor(isLeft)}>${label}</text>`;
  return html`<path class="cross" d="M${x - 5} ${y - 9}l10 10m0 -10l-10 10" />${side}`;
};

const anchor = (isStart: boolean): Html => ({ html: `text-anchor="${isStart ? 'start' : 'end'}"` });

const drawStep = ({ step, y }: Placed, xOf: (station: Station) => number): Html => {
  if (step.kind === 'heading') {
    return html`<path class="rule" d="M4 ${y - 18}H${WIDTH - 4}" /><text class="heading" x="6" y="${y - 2}"
        >${step.label}</text
      >`;
  }
  if (step.kind === 'break') return breakAt(xOf(step.at), y - 6, step.label);
  const [from, to] = [xOf(step.from), xOf(step.to)];
  const direction = Math.sign(to - from);
  const tone = `${step.tone}${step.isDashed ? ' dashed' : ''}`;
  const dots = step.over.map((station) => html`<circle class="dot" cx="${xOf(station)}" cy="${y}" r="3.5" />`);
  return html`<text class="${step.tone}" x="${from + 7 * direction}" y="${y - 5}" ${anchor(direction > 0)}>
      ${step.label}
    </text>
    <path class="line ${tone}" d="M${from} ${y}H${to - 6 * direction}" />
    ${arrowHead(to, y, direction, step.tone)}${dots}`;
};

const drawLane = (lines: readonly string[], x: number, height: number): Html => {
  const top = lines.length === 1 ? 25 : 18;
  return html`<path class="lane" d="M${x} ${HEAD}V${height}" />
    <rect class="lane-box" x="${x - 43}" y="2" width="86" height="${HEAD - 2}" rx="5" />
    ${lines.map((line, index) => html`<text class="lane-name" x="${x}" y="${top + index * 15}">${line}</text>`)}`;
};

/** A course in words, for whoever does not see the drawing. */
const inWords = (course: Course): string =>
  course.steps
    .map((step) => {
      if (step.kind === 'heading') return `${step.label}.`;
      return step.kind === 'break' ? `At ${step.at}: ${step.label}.` : `${step.from} to ${step.to}: ${step.label}.`;
    })
    .join(' ');

/** A sequence diagram of the calls of one course, as SVG that a page holds. `id` is unique in the page. */
export const drawSequence = (course: Course, way: Way, id: string): Html => {
  const { lanes } = way;
  const gap = (WIDTH - 2 * EDGE) / (lanes.length - 1);
  const xOf = (station: Station): number => {
    const index = lanes.findIndex((lane) => lane.station === station);
    return Math.round(EDGE + gap * Math.max(0, index));
  };
  const { placed, height } = place(course.steps);
  if (placed.length === 0) return NOTHING;
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-words">
    <title id="${id}-title">Calls of ${course.contexts.join(', ')}</title>
    <desc id="${id}-words">${inWords(course)}</desc>
    ${lanes.map(({ station, lines }) => drawLane(lines, xOf(station), height))}
    ${placed.map((each) => drawStep(each, xOf))}
  </svg>`;
};
