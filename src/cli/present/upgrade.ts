import type { EndpointReport } from '../endpointFiles.ts';
import type { LoopbackUpgrade } from '../loopbackUpgrade.ts';
import { table } from './table.ts';

const list = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];

const presentLoopback = (loopback: LoopbackUpgrade): string[] => {
  const { name, method, from, to, files, others, copies, removed, kept, gained, lost, offers } = loopback;
  const rows = [...files, ...others]
    .filter(({ change }) => !['unchanged', 'edited'].includes(change))
    .map(({ path, change }) => [change, path]);
  const gone = [...removed.map((path) => ['removed', path]), ...kept.map((path) => ['left to you', path])];
  // They go with the files; alone they are what makes it due.
  if (copies > 0 && rows.length + gone.length === 0) rows.push(['created', `.selfcallout/${name} (${copies} copies)`]);
  const step = from === to ? `at ${to}` : `${from} → ${to}`;
  return [
    `${name} (${method}): ${step}${loopback.due ? '' : ', up to date'}`,
    ...(rows.length + gone.length === 0 ? [] : ['', ...table([['Change', 'File'], ...rows, ...gone])]),
    ...list('Elements that this version has and the old one lacks:', gained),
    ...list('Elements that this version lacks:', lost),
    ...list(
      'What this version offers besides:',
      offers.map(({ apiVersion, what }) => `${apiVersion}  ${what}`),
    ),
  ];
};

/** What an upgrade did or would do, for people. */
export const presentUpgrade = (
  loopbacks: readonly LoopbackUpgrade[],
  endpoints: readonly EndpointReport[],
): string[] => [
  ...loopbacks.flatMap(presentLoopback),
  ...list(
    'Endpoints of an older version:',
    endpoints.map(
      ({ path, line, column, apiVersion, raised }) =>
        `${path}:${line}:${column}  ${apiVersion}${raised ? ', raised' : ''}`,
    ),
  ),
];
