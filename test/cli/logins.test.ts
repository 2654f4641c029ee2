import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { listen, type Listening } from '../../src/emulator/server.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { put } from '../emulator/support/component.ts';
import { PRIVATE_PEM, PUBLIC_PEM } from '../emulator/support/keyPair.ts';
import { assign, KEY, putApp, putOauthPolicy } from '../emulator/support/loopback.ts';
import { openSession, type Session } from './session.ts';

const person = fileURLToPath(new URL('browser/person.ts', import.meta.url));

/** A browser by the name of `firefox` that returns at once and has a person at it. */
const installBrowser = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const script = join(folder, 'firefox');
  await writeFile(script, `#!/bin/sh\n"${process.execPath}" "${person}" "$@" >/dev/null 2>&1 &\n`);
  await chmod(script, 0o755);
};

const putJwtApp = ({ state }: Emulator): void => {
  putApp(state);
  const parent = '<externalClientApplication>Loop</externalClientApplication>';
  put(state, 'ExtlClntAppGlobalOauthSettings', 'Loop_g', `${parent}<certificate>${PUBLIC_PEM}</certificate>`);
  const named = '<commaSeparatedPermissionSet>Users</commaSeparatedPermissionSet>';
  putOauthPolicy(state, `<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>${named}`);
  assign(state, put(state, 'PermissionSet', 'Users', '<label>Users</label>').id);
};

describe('cli: logins of the real sf', () => {
  let session: Session;
  let emulator: Emulator;
  let server: Listening;

  before(async () => {
    session = await openSession();
    emulator = createEmulator();
    server = await listen(emulator);
  });

  after(async () => {
    await server.close();
    await session.remove();
  });

  /** The address as people type it. */
  const address = (): string => server.url.replace('127.0.0.1', 'localhost');

  it('logs in with org login web, opens pages, and gets a new token when its own is over', async function () {
    if (process.platform === 'win32') this.skip();
    const bin = join(session.folder, 'browser');
    await installBrowser(bin);
    const login = join(session.folder, 'login.json');
    await writeFile(login, JSON.stringify({ username: CLI_USERNAME, password: emulator.adminPassword }));
    const env = { PATH: [bin, session.env['PATH']].join(delimiter), PERSON_LOGIN: login };
    const args = ['org', 'login', 'web', '--instance-url', address(), '--browser', 'firefox', '--alias', 'web'];
    const { status, result } = await session.json(args, { env });
    expect(status).to.equal(0);
    expect(result).to.include({ username: CLI_USERNAME, orgId: emulator.state.org.id });

    const opened = await session.json(['org', 'open', '--url-only', '--path', '/lightning/page/home', '-o', 'web']);
    const page = await fetch((opened.result as unknown as { url: string }).url, { redirect: 'manual' });
    expect(page.headers.get('location')).to.equal('/lightning/page/home');

    emulator.state.sessions.clear();
    const shown = await session.json(['org', 'display', '-o', 'web']);
    expect(shown.result).to.include({ connectedStatus: 'Connected' });
    expect(emulator.state.requests.map(({ operation }) => operation)).to.include('refresh_token');
  });

  it('logs in with org login jwt', async () => {
    putJwtApp(emulator);
    const key = join(session.folder, 'server.key');
    await writeFile(key, PRIVATE_PEM);
    const args = ['--username', CLI_USERNAME, '--jwt-key-file', key, '--client-id', KEY, '--instance-url', address()];
    const { status, result } = await session.json(['org', 'login', 'jwt', ...args]);
    expect(status).to.equal(0);
    expect(result).to.include({ username: CLI_USERNAME });
  });
});
