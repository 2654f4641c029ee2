import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { npm } from '../../scripts/npm.ts';
import { root } from '../../scripts/root.ts';

const version = '1.64.1';

type Locator = {
  fill: (text: string) => Promise<void>;
  click: () => Promise<void>;
  textContent: () => Promise<string | null>;
  count: () => Promise<number>;
  inputValue: () => Promise<string>;
};

/** What the tests use of a tab. Playwright is no dependency of the project, so its own types are not there. */
export type Page = {
  goto: (url: string) => Promise<{ status: () => number } | null>;
  goBack: () => Promise<unknown>;
  url: () => string;
  title: () => Promise<string>;
  getByLabel: (label: string) => Locator;
  getByRole: (role: string, options?: { name?: string; exact?: boolean }) => Locator;
  locator: (selector: string) => Locator;
  keyboard: { press: (key: string) => Promise<void>; type: (text: string) => Promise<void> };
  evaluate: <T>(script: string) => Promise<T>;
  on: (event: 'pageerror' | 'console' | 'requestfailed', listener: (what: unknown) => void) => void;
  screenshot: (options: { path: string; fullPage: boolean }) => Promise<unknown>;
};

/** Cookies and cache of one person. */
export type Context = { newPage: () => Promise<Page>; close: () => Promise<void> };

type ContextOptions = { viewport: { width: number; height: number }; colorScheme: 'light' | 'dark' };

/** A Chromium with one user data folder. */
export type Browser = { newContext: (options: ContextOptions) => Promise<Context>; close: () => Promise<void> };

type Playwright = {
  chromium: { launch: (options: { executablePath: string; args: readonly string[] }) => Promise<Browser> };
};

/** The folder of `playwright-core`, installed into a place of its own when it is not there yet. */
export const installPlaywright = async (): Promise<string> => {
  const folder = join(root, 'node_modules/.cache/selfcallout', `browser-${version}`);
  const present = await access(folder).then(
    () => true,
    () => false,
  );
  if (!present) {
    // Into a folder beside it first, so that an interrupted install is never taken for a whole one.
    const half = `${folder}.partial`;
    await rm(half, { recursive: true, force: true });
    await mkdir(half, { recursive: true });
    await writeFile(join(half, 'package.json'), '{ "private": true }\n');
    const { code, output } = await npm(['install', '--no-audit', '--no-fund', `playwright-core@${version}`], {
      cwd: half,
    });
    if (code !== 0) throw new Error(`playwright-core@${version} could not be installed:\n${output}`);
    await rename(half, folder);
  }
  return join(folder, 'node_modules/playwright-core');
};

export const loadPlaywright = async (): Promise<Playwright> => {
  const entry = join(await installPlaywright(), 'index.mjs');
  return (await import(pathToFileURL(entry).href)) as Playwright;
};
