import { expect } from 'chai';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { EDITIONS, type Edition } from '../../src/emulator/state/editions.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { ask, query, recordsOf } from './support/ask.ts';
import { browse } from './support/browser.ts';
import { deploy } from './metadata/metadataOrg.ts';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 0, 15);

/** What each kind of org is to those who ask it and deploy to it. */
type Row = {
  edition: Edition;
  /** `OrganizationType`, `IsSandbox` and the days to `TrialExpirationDate`. */
  organization: [string, boolean, number | undefined];
  username: string;
  /** Of a deploy of a class that no test covers: at no level, with NoTestRun, and one that does not roll back. */
  deploys: [string, string, string];
  login: 'password' | 'passkey';
};

const anything: Row['deploys'] = ['Succeeded', 'Succeeded', 'Succeeded'];

const rows: readonly Row[] = [
  {
    edition: 'developer',
    organization: ['Developer Edition', false, undefined],
    username: CLI_USERNAME,
    deploys: anything,
    login: 'password',
  },
  {
    edition: 'scratch',
    organization: ['Developer Edition', true, 7],
    username: CLI_USERNAME,
    deploys: anything,
    login: 'password',
  },
  {
    edition: 'sandbox',
    organization: ['Enterprise Edition', true, undefined],
    username: `${CLI_USERNAME}.dev`,
    deploys: anything,
    login: 'passkey',
  },
  {
    edition: 'production',
    organization: ['Enterprise Edition', false, undefined],
    username: CLI_USERNAME,
    deploys: ['Failed', 'refused', 'refused'],
    login: 'passkey',
  },
];

const META =
  '<?xml version="1.0"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>';
const CLASS = {
  'classes/Code.cls': 'public class Code { public static Integer one() { return 1; } }',
  'classes/Code.cls-meta.xml': META,
};
const APP = '<label>Old</label><contactEmail>a@b.example</contactEmail>';

for (const { edition, organization, username, deploys, login } of rows) {
  describe(`emulator: edition ${edition}`, () => {
    const start = (switches = {}): ReturnType<typeof createEmulator> =>
      createEmulator({ edition, switches, now: () => NOW });

    it('says of itself what clients tell its kind by', async () => {
      const soql = 'SELECT OrganizationType, IsSandbox, TrialExpirationDate FROM Organization';
      const [row] = recordsOf(await query(start(), soql));
      const end = row?.['TrialExpirationDate'];
      const days = typeof end === 'string' ? (Date.parse(end.replace('+0000', 'Z')) - NOW) / DAY_MS : undefined;
      expect([row?.['OrganizationType'], row?.['IsSandbox'], days]).to.deep.equal(organization);
    });

    it('L66: has the CLI’s user under the name that its kind gives', async () => {
      const emulator = start();
      expect(emulator.adminUsername).to.equal(username);
      const who = await ask(emulator, '/services/oauth2/userinfo');
      expect(who.body).to.include({ preferred_username: username });
    });

    it(`L53, L50: takes ${deploys[0] === 'Failed' ? 'no Apex without tests' : 'Apex without tests'}`, async () => {
      const status = (options = {}): Promise<string> =>
        deploy(start(), CLASS, { options }).then(
          (deployed) => deployed.status,
          () => 'refused',
        );
      const seen = [await status(), await status({ testLevel: 'NoTestRun' }), await status({ rollbackOnError: false })];
      expect(seen).to.deep.equal(deploys);
    });

    it(`L72: an administrator logs in with a ${login}`, async () => {
      const emulator = start();
      const { text, url } = await browse(emulator).logIn(username, emulator.adminPassword);
      const asksForPasskey = text.includes('passkey');
      expect([asksForPasskey, new URL(url).pathname === '/login']).to.deep.equal(
        login === 'passkey' ? [true, true] : [false, false],
      );
    });

    it('L01: refuses to create a Connected App, but where the org has the exception', async () => {
      const file = { 'connectedApps/Old.connectedApp': APP };
      expect((await deploy(start(), file)).failures[0]).to.include("You can't create a connected app.");
      expect((await deploy(start({ connectedAppCreation: 'allowed' }), file)).failures).to.deep.equal([]);
    });
  });
}

describe('emulator: editions', () => {
  it('have a My Domain of the form that their kind has, below one of the two login hosts', () => {
    const hosts = rows.map(({ edition }) => [EDITIONS[edition].domain('acme'), EDITIONS[edition].loginHost]);
    expect(hosts).to.deep.equal([
      ['acme-dev-ed.develop', 'login.salesforce.com'],
      ['acme.scratch', 'test.salesforce.com'],
      ['acme--dev.sandbox', 'test.salesforce.com'],
      ['acme', 'login.salesforce.com'],
    ]);
  });
});
