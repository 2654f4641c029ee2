import type { BrowserPort } from '../ports/browserPort.ts';

/** How long the opener may take to fail, in milliseconds; after that it counts as having opened the page. */
const patience = 3_000;

/** Opens the page with `open`, which is loaded only here; false when the machine has no browser that starts. */
export const openBrowser: BrowserPort['open'] = async (url) => {
  const { default: open } = await import('open');
  const child = await open(url).catch(() => undefined);
  if (!child) return false;
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), patience);
    const end = (opened: boolean): void => {
      clearTimeout(timer);
      resolve(opened);
    };
    child.once('error', () => end(false));
    child.once('exit', (code) => end(code === 0));
  });
};
