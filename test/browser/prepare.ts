/** What the browser tests need beyond the project: a Chromium and playwright-core. */
import { rm } from 'node:fs/promises';
import { aptInstall } from '../../scripts/aptInstall.ts';
import { findChromium } from './findChromium.ts';
import { SCREENSHOTS } from './openBrowser.ts';
import { installPlaywright } from './playwright.ts';

/** Installs Chromium where this is root's Debian and there is none. Gives what to say when there is none in the end. */
const ensureChromium = async (): Promise<string> => {
  const ask =
    'The browser tests need Chromium, and there is none here. Install it ("apt-get install chromium" on Debian), ' +
    'or name one by SELFCALLOUT_CHROMIUM=/path/to/chromium, and run "npm run test:browser" again.';
  if ((await findChromium()) !== undefined) return '';
  if (process.getuid?.() !== 0) return ask;
  console.log('No Chromium here: installing it with apt-get.');
  const problem = await aptInstall('chromium');
  return (await findChromium()) === undefined ? `${problem.trim()}\n${ask}`.trim() : '';
};

const problem = await ensureChromium();
if (problem === '') {
  await rm(SCREENSHOTS, { recursive: true, force: true });
  await installPlaywright();
} else {
  console.error(problem);
  process.exitCode = 1;
}
