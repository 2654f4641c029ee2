import { writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { CLI_KEY } from '../../../src/emulator/oauth/cliApp.ts';
import { openSession } from '../../../src/emulator/state/sessions.ts';
import { CLI_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import { PRIVATE_PEM } from '../../emulator/support/keyPair.ts';
import { KEY } from '../../emulator/support/loopback.ts';
import { installBrowser } from '../browser/installBrowser.ts';
import { noted, ORG, resultOf, type Bench, type CommandRow } from '../commandRow.ts';
import { putJwtApp } from './putJwtApp.ts';

const accessToken = (alias: string, { url }: Bench): string[] => [
  ...['org', 'login', 'access-token', '--instance-url', url, '--alias', alias, '--no-prompt'],
];

const newToken = ({ state }: Bench['emulator']): string =>
  openSession(state, { userId: userNamed(state, CLI_USERNAME).Id, scopes: ['api', 'web'], kind: 'oauth' }).token;

const keyFile = ({ session }: Bench): string => join(session.folder, 'server.key');

const jwt = (bench: Bench): string[] => [
  ...['org', 'login', 'jwt', '--username', CLI_USERNAME, '--jwt-key-file', keyFile(bench)],
  ...['--client-id', KEY, '--instance-url', bench.url],
];

/** Ends what the CLI holds by its web login; its refresh token stays good. */
const expireWeb = ({ emulator: { state } }: Bench): void => {
  for (const { token, consumerKey } of state.sessions.values())
    if (consumerKey === CLI_KEY) state.sessions.delete(token);
};

const grants = ({ emulator: { state } }: Bench): number =>
  state.requests.filter(({ operation }) => operation === 'refresh_token').length;

const browserOf = ({ session }: Bench): string => join(session.folder, 'browser');

/**
 * Logins, and what becomes of sessions that are over. The CLI keeps one authorization a username: each login here
 * takes the place of the one before, and the last one is what the other rows go on with.
 */
export const loginRows: readonly CommandRow[] = [
  {
    name: 'org login access-token',
    args: (bench) => accessToken('org', bench),
    env: ({ emulator, notes }) => {
      notes.set('token', newToken(emulator));
      return { SF_ACCESS_TOKEN: notes.get('token') };
    },
    shows: (answer, { emulator }) => {
      expect(answer.result).to.include({ username: CLI_USERNAME, orgId: emulator.state.org.id });
    },
  },
  {
    name: 'data query with an expired token of an access-token login: refused',
    args: () => ['data', 'query', '--query', 'SELECT Id FROM Organization', ...ORG],
    prepare: (bench) => void bench.emulator.state.sessions.delete(noted(bench, 'token')),
    exit: 1,
    shows: ({ name, message }) => {
      expect(name).to.equal('INVALID_SESSION_ID');
      expect(message).to.contain('Session expired or invalid');
    },
  },
  {
    name: 'org login access-token, of a token that was never issued',
    args: (bench) => accessToken('none', bench),
    env: () => ({ SF_ACCESS_TOKEN: '00D000000000001EAA!NoTokenOfThisOrg' }),
    exit: 1,
    shows: ({ message }) => expect(message).to.match(/Bad_OAuth_Token|INVALID_SESSION_ID|expired|invalid/i),
  },
  {
    name: 'org login web, PKCE',
    args: ({ url }) => ['org', 'login', 'web', '--instance-url', url, '--browser', 'firefox', '--alias', 'web'],
    prepare: async (bench) => {
      await installBrowser(browserOf(bench));
      const login = { username: CLI_USERNAME, password: bench.emulator.adminPassword };
      await writeFile(join(bench.session.folder, 'login.json'), JSON.stringify(login));
    },
    env: (bench) => ({
      PATH: [browserOf(bench), bench.session.env['PATH']].join(delimiter),
      PERSON_LOGIN: join(bench.session.folder, 'login.json'),
    }),
    shows: (answer, { emulator }) => {
      expect(answer.result).to.include({ username: CLI_USERNAME, orgId: emulator.state.org.id });
      const asked = emulator.state.requests.find(({ path }) => path.startsWith('/services/oauth2/authorize'));
      expect(asked?.path).to.contain('code_challenge=');
    },
  },
  {
    name: 'data query with an expired token of a web login: renewed on REST',
    args: () => ['data', 'query', '--query', 'SELECT Id FROM Organization', '--target-org', 'web'],
    prepare: expireWeb,
    shows: (answer, bench) => {
      expect(answer.result).to.include({ totalSize: 1 });
      expect(grants(bench)).to.equal(1);
    },
  },
  {
    name: 'org list metadata with an expired token of a web login: renewed on SOAP',
    args: () => ['org', 'list', 'metadata', '--metadata-type', 'Settings', '--target-org', 'web'],
    prepare: expireWeb,
    shows: (answer, bench) => {
      const names = resultOf<{ fullName: string }[]>(answer).map(({ fullName }) => fullName);
      expect(names).to.include('OauthOidc');
      expect(grants(bench)).to.equal(2);
    },
  },
  {
    name: 'org login jwt',
    args: jwt,
    prepare: async (bench) => {
      putJwtApp(bench.emulator);
      await writeFile(keyFile(bench), PRIVATE_PEM);
    },
    shows: (answer) => expect(answer.result).to.include({ username: CLI_USERNAME }),
  },
  {
    name: 'org login sfdx-url: over plain http there is none',
    args: ({ session }) => ['org', 'login', 'sfdx-url', '--sfdx-url-file', join(session.folder, 'url.txt')],
    prepare: ({ session, url }) => {
      const host = new URL(url).host;
      return writeFile(join(session.folder, 'url.txt'), `force://PlatformCLI::NoRefreshToken@${host}`);
    },
    exit: 10,
    shows: ({ name }) => expect(name).to.equal('RefreshTokenAuthError'),
  },
  {
    name: 'org login access-token, of a user the CLI knows',
    args: (bench) => accessToken('org', bench),
    env: ({ emulator }) => ({ SF_ACCESS_TOKEN: emulator.adminToken }),
    shows: (answer, { emulator }) => {
      expect(answer.result).to.include({ username: CLI_USERNAME, orgId: emulator.state.org.id });
    },
  },
  {
    name: 'org display of a token instead of a name',
    args: ({ emulator }) => ['org', 'display', '--target-org', newToken(emulator)],
    env: ({ url }) => ({ SF_ORG_INSTANCE_URL: url }),
    shows: (answer) => expect(answer.result).to.include({ connectedStatus: 'Connected' }),
  },
];
