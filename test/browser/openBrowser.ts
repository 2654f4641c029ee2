import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './findChromium.ts';
import { loadPlaywright, type Page } from './playwright.ts';

/** Where the screenshots of the last run are. */
export const SCREENSHOTS = join(tmpdir(), 'selfcallout-browser');

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const DESK = { width: 1280, height: 800 };
export const PHONE = { width: 360, height: 740 };

type Seat = { viewport?: typeof DESK; colorScheme?: 'light' | 'dark' };

/** A tab of a person with cookies of their own. */
export type Person = {
  page: Page;
  /** Keeps the whole page as `<name>.png`. */
  shoot: (name: string) => Promise<void>;
  logIn: (username: string, password: string) => Promise<void>;
  press: (button: string) => Promise<void>;
  heading: () => Promise<string | null>;
  alert: () => Promise<string | null>;
};

export type Chromium = { sit: (seat?: Seat) => Promise<Person>; close: () => Promise<void> };

/** A headless Chromium, with `more` flags; Playwright gives it an empty user data folder. Throws when there is no Chromium. */
export const openBrowser = async (more: readonly string[] = []): Promise<Chromium> => {
  const executablePath = await findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium. Run "npm run test:browser".');
  const { chromium } = await loadPlaywright();
  const browser = await chromium.launch({ executablePath, args: [...FLAGS, ...more] });
  const sit = async ({ viewport = DESK, colorScheme = 'light' }: Seat = {}): Promise<Person> => {
    const page = await (await browser.newContext({ viewport, colorScheme })).newPage();
    const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
    return {
      page,
      press,
      shoot: async (name) => {
        await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
      },
      logIn: async (username, password) => {
        await page.getByLabel('Username').fill(username);
        await page.getByLabel('Password').fill(password);
        await press('Log in');
      },
      heading: () => page.getByRole('heading').textContent(),
      alert: () => page.getByRole('alert').textContent(),
    };
  };
  return { sit, close: () => browser.close() };
};
