/** What the browser tests need beyond the project: a Chromium, which is only looked for, and playwright-core. */
import { rm } from 'node:fs/promises';
import { findChromium } from './findChromium.ts';
import { SCREENSHOTS } from './openBrowser.ts';
import { installPlaywright } from './playwright.ts';

if ((await findChromium()) === undefined) {
  console.error(
    'The browser tests need Chromium, and there is none here. Install it ("apt-get install chromium" on Debian), ' +
      'or name one by SELFCALLOUT_CHROMIUM=/path/to/chromium, and run "npm run test:browser" again.',
  );
  process.exitCode = 1;
} else {
  await rm(SCREENSHOTS, { recursive: true, force: true });
  await installPlaywright();
}
