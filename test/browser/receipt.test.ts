import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { htmlReceipt } from '../../src/core/receipt/html/htmlReceipt.ts';
import { junitReceipt } from '../../src/core/receipt/junit/junitReceipt.ts';
import { ofAllKinds, tokenRefused, verifyReport } from '../support/verifyReport.ts';
import { openBrowser, type Chromium } from './openBrowser.ts';

const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } };

const REPORTS = {
  healthy: verifyReport(),
  broken: verifyReport(tokenRefused),
  mixed: verifyReport(ofAllKinds),
  page: verifyReport({ method: 'visualforce', name: `Loop_${'W'.repeat(30)}` }),
};

describe('browser: receipts in Chromium', () => {
  let chromium: Chromium;
  let dir: string;

  before(async () => {
    chromium = await openBrowser();
    dir = await mkdtemp(join(tmpdir(), 'selfcallout-receipts-'));
  });

  after(async () => {
    await chromium.close();
    await rm(dir, { recursive: true, force: true });
  });

  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`are readable on a ${size} in ${colorScheme} colours, without scrolling sideways or asking for anything`, async () => {
        const { page, shoot } = await chromium.sit({ viewport, colorScheme });
        const problems: unknown[] = [];
        for (const event of ['pageerror', 'console', 'requestfailed'] as const)
          page.on(event, (what) => problems.push(what));
        for (const [name, report] of Object.entries(REPORTS)) {
          const file = join(dir, `${name}.html`);
          await writeFile(file, htmlReceipt(report));
          await page.goto(pathToFileURL(file).href);
          await shoot(`30-receipt-${name}-${size}-${colorScheme}`);
          const width = await page.evaluate<number>('document.documentElement.scrollWidth');
          expect(width, name).to.be.at.most(viewport.width);
          const small = await page.evaluate<number>(
            'Math.min(...[...document.querySelectorAll("svg")].map((svg) => svg.getBoundingClientRect().width / 400 * 11.5))',
          );
          expect(small, `${name}: pixels of the letters of its diagrams`).to.be.at.least(9.5);
        }
        expect(problems).to.deep.equal([]);
      });
    }
  }

  it('are well-formed as XML, whatever an org says', async () => {
    const { page } = await chromium.sit();
    const row = (): object => ({ status: 0, exceptionType: 'E', message: `<b a="x">it's ]]> & &nbsp;\n` });
    for (const report of [...Object.values(REPORTS), verifyReport({ row })]) {
      const xml = JSON.stringify(junitReceipt(report));
      const script = `new DOMParser().parseFromString(${xml}, 'text/xml').documentElement.nodeName`;
      expect(await page.evaluate<string>(script)).to.equal('testsuites');
      const errors = `new DOMParser().parseFromString(${xml}, 'text/xml').querySelectorAll('parsererror').length`;
      expect(await page.evaluate<number>(errors)).to.equal(0);
    }
  });
});
