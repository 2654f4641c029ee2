/**
 * `npm run cassettes -- CLONE`: replays what a clone of SFDO-Tooling/CumulusCI has recorded of real orgs against emulated
 * orgs, one for each cassette, and compares status, key sets and JSON types (of XML the names of elements). The state that
 * the recordings had is made through public APIs; ids, versions and tokens are mapped. Prints each request line with what
 * came of it; `--record` keeps that for docs/emulator.md. Exit code 1 when a difference is left that
 * `scripts/cassettes/reasons.ts` does not explain.
 */
import { aggregate } from './cassettes/aggregate.ts';
import { readCassettes } from './cassettes/readCassettes.ts';
import { reasonOf } from './cassettes/reasons.ts';
import { replayCassette, type Outcome } from './cassettes/replayCassette.ts';
import { recordPath, type CassettesRecord } from './cassettes/section.ts';
import { run } from './run.ts';
import { writeRecord } from './writeRecord.ts';

const [clone] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (clone === undefined) {
  console.error('usage: npm run cassettes -- <path of a clone of SFDO-Tooling/CumulusCI> [--record]');
  process.exit(2);
}

const cassettes = await readCassettes(clone);
const outcomes: Outcome[] = [];
for (const cassette of cassettes) outcomes.push(...(await replayCassette(cassette)));
const lines = aggregate(outcomes);

let unexplained = 0;
for (const { line, state, replays, agreed, differences, notes, stock } of lines) {
  console.log(
    `${state === 'differs' ? `differs (${agreed} of ${replays} replays agree)` : `${state} (${replays})`}: ${line}`,
  );
  for (const note of notes) console.log(`    ${note}`);
  for (const [path, counts] of Object.entries(stock)) console.log(`    ${path}: ${counts} elements are here, too`);
  for (const difference of differences) {
    const reason = reasonOf(line, difference);
    if (reason === undefined) unexplained += 1;
    console.log(
      `    ${difference.kind} ${difference.path}: ${difference.what}${reason === undefined ? '' : ` (${reason})`}`,
    );
  }
}
const count = (state: string): number => lines.filter((line) => line.state === state).length;
console.log(
  `\n${cassettes.length} cassettes, ${outcomes.length} interactions, ${lines.length} request lines: ${count('agreed')} agreed, ` +
    `${count('differs')} differ, ${count('not emulated')} not emulated, ${count('not comparable')} not comparable; ` +
    `${unexplained} differences not explained`,
);

if (process.argv.includes('--record')) {
  const { stdout } = await run(['-C', clone, 'rev-parse', 'HEAD'], { command: 'git' });
  const record: CassettesRecord = {
    commit: stdout.trim(),
    cassettes: cassettes.length,
    interactions: outcomes.length,
    lines,
  };
  await writeRecord(recordPath, record);
}
process.exitCode = unexplained === 0 ? 0 : 1;
