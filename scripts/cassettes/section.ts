import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../root.ts';
import type { LineResult } from './aggregate.ts';
import { reasonOf } from './reasons.ts';

/** What `npm run cassettes -- CLONE --record` keeps. */
export type CassettesRecord = { commit: string; cassettes: number; interactions: number; lines: LineResult[] };

export const recordPath = join(root, 'scripts/cassettes/record.json');

export const readCassettesRecord = async (): Promise<CassettesRecord> =>
  JSON.parse(await readFile(recordPath, 'utf8')) as CassettesRecord;

const code = (line: string): string => `\`${line.length > 110 ? `${line.slice(0, 110)}…` : line}\``;

const cell = (text: string): string => text.replaceAll('|', '\\|');

const stockOf = ({ stock }: LineResult): string =>
  Object.entries(stock)
    .map(([path, counts]) => `${path} ${counts}`)
    .join(', ');

/** One row for each reason: what it explains, in which lines. */
const differenceRows = (lines: readonly LineResult[]): string[] => {
  const rows = new Map<string, { whats: Set<string>; lines: Set<string> }>();
  for (const { line, differences } of lines) {
    for (const difference of differences) {
      const reason = reasonOf(line, difference) ?? '';
      const row = rows.get(reason) ?? { whats: new Set<string>(), lines: new Set<string>() };
      row.whats.add(`${difference.kind} \`${difference.path}\``);
      row.lines.add(cell(code(line)));
      rows.set(reason, row);
    }
  }
  return [...rows].map(
    ([reason, row]) => `| ${[...row.whats].join(', ')} | ${[...row.lines].join(', ')} | ${cell(reason)} |`,
  );
};

const listed = (lines: readonly LineResult[]): string =>
  lines
    .map((result) => {
      const notes = [`${result.replays}×`, ...result.notes];
      return `- ${code(result.line)} (${notes.join('; ')})`;
    })
    .join('\n');

/** The section of docs/emulator.md on what real orgs have answered. */
export const cassettesSection = ({ commit, cassettes, interactions, lines }: CassettesRecord): string => {
  const of = (state: LineResult['state']): LineResult[] => lines.filter((line) => line.state === state);
  const stocked = lines.filter(({ stock }) => Object.keys(stock).length > 0);
  return `## What real orgs have answered

\`npm run cassettes -- CLONE\` replays the traffic that \`SFDO-Tooling/CumulusCI\` has recorded of real orgs (API versions 48.0
to 62.0) against emulated ones and compares status, key sets and JSON types, of XML the names of elements. What the
recorded orgs held is made through public APIs before; ids and versions are mapped; where one side has null, the type is
taken to agree. At commit \`${commit.slice(0, 12)}\`: ${cassettes} cassettes with ${interactions} interactions of ${lines.length} request lines, of
which ${of('agreed').length} agree, ${of('differs').length} differ in what follows, ${of('not emulated').length} are not emulated (501) and ${of('not comparable').length} say nothing about an org.

| difference | request lines | why it stays |
| --- | --- | --- |
${differenceRows(of('differs')).join('\n')}

Elements of lists are compared where both have one of that name. Of those that the recordings have, so many are here:

| request line | elements |
| --- | --- |
${stocked.map((line) => `| ${cell(code(line.line))} | ${stockOf(line)} |`).join('\n')}

Agreed:

${listed(of('agreed'))}

Not emulated:

${listed(of('not emulated'))}

Not comparable:

${listed(of('not comparable'))}
`;
};
