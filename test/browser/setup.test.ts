import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { startCli, type Started } from '../support/cli.ts';
import { startOrg, type TestOrg } from '../support/org.ts';
import { openBrowser, type Chromium } from './openBrowser.ts';

/** The URL that the command prints for a person to open. */
const printedUrl = ({ child, done }: Started): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    const look = (chunk: Buffer): void => {
      text += chunk.toString();
      const found = /Open this in a browser that reaches \S+:\s+(\S+)\s/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    void done.then(({ stdout, stderr }) => reject(new Error(`no URL was printed: ${stdout}${stderr}`)));
  });

describe('browser: setup waits for a person at Chromium', () => {
  let chromium: Chromium;
  let org: TestOrg;
  let project: string;

  before(async () => {
    chromium = await openBrowser();
    org = await startOrg();
    project = await mkdtemp(join(tmpdir(), 'selfcallout-browser-project-'));
  });

  after(async () => {
    await chromium.close();
    await org.close();
    await rm(project, { recursive: true, force: true });
  });

  const start = (command: string, ...more: string[]): Started =>
    startCli(['selfcallout', command, '--target-org', 'org', '--no-browser', ...more], org.home, project);

  it('ends with exit code 69 and the command that resumes after a denial, and authorize resumes it', async () => {
    const setup = start('setup', '--method', 'auth-provider', '--wait', '1', '--output-dir', project);
    const person = await chromium.sit();
    await person.page.goto(await printedUrl(setup));
    await person.logIn(CLI_USERNAME, org.emulator.adminPassword);
    await person.shoot('20-setup-consent');
    await person.press('Deny');
    const denied = await setup.done;
    expect(denied.code, denied.stdout + denied.stderr).to.equal(69);
    expect(denied.stdout + denied.stderr).to.include('selfcallout authorize');

    const authorize = start('authorize');
    await person.page.goto(await printedUrl(authorize));
    await person.press('Allow');
    await person.shoot('21-setup-allowed');
    const { code, stdout, stderr } = await authorize.done;
    expect(code, stdout + stderr).to.equal(0);
  });
}).timeout(180_000);
