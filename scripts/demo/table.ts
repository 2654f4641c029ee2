import type { SetupReport } from '../../src/core/report.ts';
import type { Scene } from './runAct.ts';

/** What a type of the Metadata API is called here; all parts of an app are one. */
const kinds: ReadonlyArray<readonly [kind: string, types: RegExp]> = [
  ['External Client App', /^(ExternalClientApplication|ExtlClntApp.*)$/],
  ['Connected App', /^ConnectedApp$/],
  ['Certificate', /^Certificate$/],
  ['Auth Provider', /^AuthProvider$/],
  ['Identity Provider', /^ExternalAuthIdentityProvider$/],
  ['External Credential', /^ExternalCredential$/],
  ['Named Credential', /^NamedCredential$/],
  ['Custom Setting', /^CustomObject$/],
  ['Visualforce Page', /^ApexPage$/],
  ['Apex Class', /^ApexClass$/],
  ['Permission Set', /^PermissionSet$/],
];

const kindOf = (type: string): string => kinds.find(([, types]) => types.test(type))?.[0] ?? type;

const none = '–';

type Cell = (report: SetupReport, scene: Scene) => string;

const count = (kind: string): Cell => {
  return ({ components }) => String(components.filter(({ type }) => kindOf(type) === kind).length || none);
};

const figures: ReadonlyArray<readonly [string, Cell]> = [
  ['Human step', (_, { step }) => step],
  ['Deploys', ({ deploys }) => String(deploys.length)],
  ['Requests', ({ requests }) => String(requests.total - requests.polls)],
  ['Polls', ({ requests }) => String(requests.polls)],
  ['Time', ({ durationMs }) => `${(durationMs / 1000).toFixed(1)} s`],
  ['Proven', ({ proven }) => (proven ? 'yes' : 'no')],
];

/** Two lines, so that six methods fit into 80 columns. */
const headOf = (method: string): [string, string] => {
  const [first = '', second] = method.split('-');
  return second === undefined ? ['', first] : [`${first}-`, second];
};

/** Methods across; down, what each needed, what it took, and whether it is proven. */
export const tableOf = (scenes: readonly Scene[]): string => {
  const used = new Set(scenes.flatMap(({ report }) => report?.components.map(({ type }) => kindOf(type)) ?? []));
  const known = kinds.map(([kind]) => kind).filter((kind) => used.has(kind));
  const others = [...used].filter((kind) => !known.includes(kind));
  const rowOf = (label: string, cell: Cell): string[] => [
    label,
    ...scenes.map((scene) => (scene.report ? cell(scene.report, scene) : label === 'Proven' ? 'no' : none)),
  ];
  const heads = scenes.map(({ act }) => headOf(act.method));
  const head = [0, 1].map((line) => ['', ...heads.map((pair) => pair[line] ?? '')]);
  const parts = [...known, ...others].map((kind) => rowOf(kind, count(kind)));
  const rest = figures.map(([label, cell]) => rowOf(label, cell));
  const widths = (head[0] ?? []).map((_, at) =>
    Math.max(...[...head, ...parts, ...rest].map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[], pad = ' '): string =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0, pad))
      .join(' ')
      .trimEnd();
  const rule = line(
    widths.map(() => ''),
    '─',
  );
  return [
    ...head.map((row) => line(row)),
    rule,
    ...parts.map((row) => line(row)),
    rule,
    ...rest.map((row) => line(row)),
  ].join('\n');
};
