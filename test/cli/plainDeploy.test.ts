import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../../scripts/root.ts';
import { run } from '../../scripts/run.ts';
import type { Method } from '../../src/core/settings.ts';
import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { listen, type Listening } from '../../src/emulator/server.ts';
import { componentOf } from '../../src/emulator/state/components.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { openSession, type Answer, type Session } from './session.ts';

/** What is deployed by hand, method by method: docs/methods.md tells the same. */
type Row = {
  method: Method;
  name: string;
  /** What the org must have after it. */
  types: readonly string[];
  /** Folders that a second deploy leaves out, since the org refuses what it has already, or makes it anew. */
  once: readonly string[];
};

const rows: readonly Row[] = [
  {
    method: 'client-credentials',
    name: 'PlainKey',
    types: ['ExternalClientApplication', 'ExternalCredential'],
    once: [],
  },
  { method: 'auth-provider', name: 'PlainWeb', types: ['AuthProvider', 'ExternalCredential'], once: [] },
  { method: 'jwt-bearer', name: 'PlainJwt', types: ['Certificate', 'ExternalCredential'], once: ['certs'] },
  { method: 'identity-provider', name: 'PlainIdp', types: ['ExternalAuthIdentityProvider'], once: [] },
  { method: 'visualforce', name: 'PlainPage', types: ['ApexPage'], once: [] },
  { method: 'username-password', name: 'PlainLogin', types: ['ConnectedApp', 'CustomObject'], once: ['connectedApps'] },
];

const idOf = (type: string, name: string): string =>
  `${type}/${type === 'ApexPage' ? `${name}Session` : type === 'CustomObject' ? `${name}_Login__c` : name}`;

describe('cli: generated projects, deployed with project deploy start alone', () => {
  let session: Session;
  let emulator: Emulator;
  let server: Listening;
  const org = ['--target-org', 'plain'];

  before(async () => {
    session = await openSession();
    emulator = createEmulator({ switches: { connectedAppCreation: 'allowed' } });
    server = await listen(emulator);
    const login = ['org', 'login', 'access-token', '--instance-url', server.url, '--alias', 'plain', '--no-prompt'];
    const { status, message } = await session.json(login, { env: { SF_ACCESS_TOKEN: emulator.adminToken } });
    expect(status, message).to.equal(0);
  });

  after(async () => {
    await server.close();
    await session.remove();
  });

  /** The generated project, and the values of its placeholders as the documentation names them. */
  const generate = async ({ method, name }: Row): Promise<{ cwd: string; env: Record<string, string> }> => {
    const cwd = join(session.folder, name);
    const args = [
      'generate',
      '--name',
      name,
      '--method',
      method,
      '--project-dir',
      cwd,
      '--global-oauth-dir',
      'global-oauth',
    ];
    const { code, output } = await run([join(root, 'bin/run.js'), 'selfcallout', ...args], {
      cwd: session.folder,
      env: session.env,
    });
    expect(code, output).to.equal(0);
    const values = {
      MY_DOMAIN_URL: server.url,
      RUN_AS_USER: CLI_USERNAME,
      CONTACT_EMAIL: 'someone@example.com',
      CONSUMER_KEY: `Key${name}`.padEnd(40, 'k'),
      CONSUMER_SECRET: 'S'.repeat(40),
      CERTIFICATE: '-',
    };
    const named = Object.entries(values).map(([value, text]) => [`${name.toUpperCase()}_${value}`, text]);
    return { cwd, env: Object.fromEntries(named) as Record<string, string> };
  };

  const deploy = (cwd: string, env: Record<string, string>, folders: readonly string[]): Promise<Answer> =>
    session.json(['project', 'deploy', 'start', ...folders.flatMap((each) => ['--source-dir', each]), ...org], {
      cwd,
      env,
    });

  for (const row of rows) {
    const { method, name, types, once } = row;
    it(`${method}: deploys, and again`, async () => {
      const { cwd, env } = await generate(row);
      const folder = (each: string): string => join('force-app/main/default', each);
      if (method === 'jwt-bearer') {
        const first = await deploy(cwd, env, [folder('certs')]);
        expect(first.status, first.message).to.equal(0);
        const read = ['project', 'retrieve', 'start', '--metadata', `Certificate:${name}`, '--unzip', ...org];
        const { status } = await session.json([...read, '--target-metadata-dir', 'from-org'], { cwd, env });
        expect(status).to.equal(0);
        const found = (await readdir(join(cwd, 'from-org'), { recursive: true })).find((path) => path.endsWith('.crt'));
        env[`${name.toUpperCase()}_CERTIFICATE`] = await readFile(join(cwd, 'from-org', found ?? ''), 'utf8');
      }
      const hasGlobal = (await readdir(cwd)).includes('global-oauth');
      const first = await deploy(cwd, env, ['force-app', ...(hasGlobal ? ['global-oauth'] : [])]);
      expect(first.status, first.message ?? JSON.stringify(first.result)).to.equal(0);
      for (const type of types) {
        const [, fullName = ''] = idOf(type, name).split('/');
        expect(componentOf(emulator.state, type, fullName), `${type} ${fullName}`).not.to.equal(undefined);
      }
      for (const each of once) await appendFile(join(cwd, '.forceignore'), `force-app/**/${each}/**\n`);
      const second = await deploy(cwd, env, ['force-app']);
      expect(second.status, second.message ?? JSON.stringify(second.result)).to.equal(0);
    });
  }

  it('L02: refuses a Connected App the second time, while its file still has a key', async () => {
    const row = { method: 'username-password', name: 'PlainTwice', types: [], once: [] } as const;
    const { cwd, env } = await generate(row);
    expect((await deploy(cwd, env, ['force-app'])).status).to.equal(0);
    const answer = await deploy(cwd, env, ['force-app']);
    expect(answer.status).to.equal(1);
    expect(JSON.stringify(answer)).to.contain('You cannot provide a Consumer Key');
  });
});
