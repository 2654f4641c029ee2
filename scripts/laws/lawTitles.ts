import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { root } from '../root.ts';

/** Folders whose tests `npm test` leaves out. */
const ELSEWHERE = /^(browser|cli|contract|journeys|oracles)\b/;

const LAW = /\bL\d\d\b/;

/** Every test of `npm test` whose title names a law, as it is when the loops around it have run; none is run. */
export const lawTitles = async (): Promise<string[]> => {
  const folder = join(root, 'test');
  const mocha = new Mocha();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const isTest = path.endsWith('.test.ts') && !ELSEWHERE.test(path);
    if (isTest && LAW.test(readFileSync(join(folder, path), 'utf8'))) mocha.addFile(join(folder, path));
  }
  await mocha.loadFilesAsync();
  const titles: string[] = [];
  mocha.suite.eachTest((test) => titles.push(test.title));
  return titles.filter((title) => LAW.test(title));
};
