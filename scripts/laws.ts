/** Prints law by law the tests that name it, and what is missing; exit 1 when anything is. */
import { switchNames } from '../src/emulator/state/parseSwitch.ts';
import { lawRows } from './emulator/lawRows.ts';
import { lawTitles } from './laws/lawTitles.ts';
import { missingTests } from './laws/missingTests.ts';

const titles = await lawTitles();
const missing: string[] = [];
for (const law of lawRows) {
  console.log(`${law.id}${law.open ? ' ?' : ''} ${law.what} (${law.grade})`);
  for (const title of titles) if (title.includes(law.id)) console.log(`    ${title}`);
  missing.push(...missingTests(law, titles, switchNames()));
}
for (const mark of missing) console.log(`missing: ${mark}`);
console.log(`${lawRows.length} laws, missing: ${missing.length === 0 ? 'nothing' : missing.length}`);
// Test files that were loaded may have left servers or timers behind. What a slow reader has not taken yet would be lost.
process.stdout.write('', () => process.exit(missing.length === 0 ? 0 : 1));
