import type { ChildProcess } from 'node:child_process';
import { makeHuman } from '../human.ts';

export type Person = { username: string; password: string };

/** What a person had to do for a command, and what went wrong with it. */
export type Attended = { step: 'none' | 'consent' | 'password'; problem?: string };

/** A consent page, or the one on which a legacy credential is edited and saved. */
const consentPage = /(\S+(?:\/services\/oauth2\/authorize|\/lightning\/setup\/NamedCredential\/page)\?\S+)\s/;
const passwordPrompt = 'Password of ';

/** Watches what a command asks for, and does it once: opens the consent page and allows, or types the password. */
export const attend = (child: ChildProcess, { username, password }: Person): Attended => {
  const attended: Attended = { step: 'none' };
  let text = '';
  const giveUp = (why: string): void => {
    attended.problem = why;
    // It would wait for a consent that does not come.
    child.kill('SIGTERM');
  };
  const look = (more: Buffer | string): void => {
    text += more.toString();
    if (attended.step !== 'none') return;
    const url = consentPage.exec(text)?.[1];
    if (url !== undefined) {
      attended.step = 'consent';
      makeHuman(username, password)
        .consent(url)
        .then((page) => page.includes('has its tokens') || giveUp(page))
        .catch((error: unknown) => giveUp(String(error)));
    } else if (text.includes(passwordPrompt) && child.stdin) {
      attended.step = 'password';
      child.stdin.write(`${password}\n`);
    }
  };
  child.stdout?.on('data', look);
  child.stderr?.on('data', look);
  return attended;
};
