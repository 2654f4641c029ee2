import { spawn } from 'node:child_process';
import { platform } from 'node:os';
import type { BrowserPort } from '../ports/browserPort.ts';

/** The platform's own opener; none of them is a shell, so nothing in a URL is read as a command. */
const opener = (url: string): readonly [command: string, args: readonly string[]] => {
  switch (platform()) {
    case 'darwin':
      return ['open', [url]];
    case 'win32':
      return ['rundll32', ['url.dll,FileProtocolHandler', url]];
    default:
      return ['xdg-open', [url]];
  }
};

/** How long an opener may take to fail; after that it counts as having opened the page. */
const patience = 3_000;

export const openBrowser: BrowserPort['open'] = (url) => {
  const [command, args] = opener(url);
  return new Promise((resolve) => {
    const child = spawn(command, [...args], { detached: true, stdio: 'ignore' });
    const timer = setTimeout(() => resolve(true), patience);
    const end = (opened: boolean): void => {
      clearTimeout(timer);
      resolve(opened);
    };
    child.once('error', () => end(false));
    child.once('exit', (code) => end(code === 0));
    child.unref();
  });
};
