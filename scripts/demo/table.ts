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

/** Lines of cells in columns, with a rule before each of `rules`. */
const inColumns = (rows: ReadonlyArray<readonly string[]>, rules: readonly number[]): string => {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[], pad = ' '): string =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0, pad))
      .join(' ')
      .trimEnd();
  const rule = line(
    widths.map(() => ''),
    '─',
  );
  return rows.flatMap((row, at) => (rules.includes(at) ? [rule, line(row)] : [line(row)])).join('\n');
};

const cellOf = (label: string, cell: Cell, scene: Scene): string =>
  scene.report ? cell(scene.report, scene) : label === 'Proven' ? 'no' : none;

/** Methods across; down, what each needed, what it took, and whether it is proven. */
export const tableOf = (scenes: readonly Scene[]): string => {
  const used = new Set(scenes.flatMap(({ report }) => report?.components.map(({ type }) => kindOf(type)) ?? []));
  const known = kinds.map(([kind]) => kind).filter((kind) => used.has(kind));
  const others = [...used].filter((kind) => !known.includes(kind));
  const rowOf = (label: string, cell: Cell): string[] => [label, ...scenes.map((scene) => cellOf(label, cell, scene))];
  const heads = scenes.map(({ act }) => headOf(act.method));
  const head = [0, 1].map((line) => ['', ...heads.map((pair) => pair[line] ?? '')]);
  const parts = [...known, ...others].map((kind) => rowOf(kind, count(kind)));
  const rest = figures.map(([label, cell]) => rowOf(label, cell));
  return inColumns([...head, ...parts, ...rest], [head.length, head.length + parts.length]);
};

const settings: ReadonlyArray<readonly [string, Cell]> = [
  ['Method', ({ method }) => method],
  ['App', ({ appType }) => appType],
  ['Credential', ({ credentialType }) => credentialType],
  [
    'Principal',
    (_, { act }) => (act.options.includes('per-user') || act.method === 'visualforce' ? 'per-user' : 'named'),
  ],
  ['Made', ({ components }) => String(components.length)],
];

/** A line for each way: what it is made of, what it took, and whether it is proven. */
export const listOf = (scenes: readonly Scene[]): string => {
  const columns = [...settings, ...figures];
  const rows = scenes.map((scene) =>
    columns.map(([label, cell]) => (label === 'Method' ? scene.act.method : cellOf(label, cell, scene))),
  );
  return inColumns([columns.map(([label]) => label), ...rows], [1]);
};
