import { expect } from 'chai';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { CLI_USERNAME, INTEGRATION_USERNAME } from '../../../src/emulator/state/users.ts';
import { ask, errorOf, query, recordsOf, tokenOf } from '../support/ask.ts';

const DATA = '/services/data/v66.0';

const orgWith = (accounts: number, now?: () => number): Emulator => {
  const org = createEmulator(now ? { now } : {});
  const rows = Array.from({ length: accounts }, (_, index) => ({
    Id: org.state.newId('001'),
    Name: `Account ${index}`,
    OwnerId: String(org.state.records.get('User')?.find(({ Username }) => Username === CLI_USERNAME)?.['Id']),
    IsDeleted: false,
  }));
  org.state.records.set('Account', rows);
  return org;
};

const nextOf = ({ body }: { body: unknown }): string => String((body as { nextRecordsUrl?: string }).nextRecordsUrl);

describe('emulator: queries with more records than an answer takes', () => {
  it('come in pages of 2,000, each with the address of the next', async () => {
    const org = orgWith(4100);
    const first = await query(org, 'SELECT Name FROM Account');
    expect(first.body).to.include({ totalSize: 4100, done: false });
    expect(nextOf(first)).to.match(/^\/services\/data\/v66\.0\/query\/0r8\w{15}-2000$/);
    const second = await ask(org, nextOf(first));
    const last = await ask(org, nextOf(second));
    expect(last.body).to.include({ totalSize: 4100, done: true });
    expect(last.body).to.not.have.property('nextRecordsUrl');
    const names = [first, second, last].flatMap((page) => recordsOf(page).map(({ Name }) => Name));
    expect([names.length, new Set(names).size]).to.deep.equal([4100, 4100]);
  });

  it('hold as many as the client wishes, from 200 to 2,000', async () => {
    const org = orgWith(2500);
    const first = async (wish: string): Promise<unknown> => {
      const answer = await ask(org, `${DATA}/query?q=${encodeURIComponent('SELECT Id FROM Account')}`, {
        headers: { 'Sforce-Query-Options': `batchSize=${wish}` },
      });
      return recordsOf(answer).length;
    };
    expect([await first('500'), await first('1'), await first('9000')]).to.deep.equal([500, 200, 2000]);
  });

  it('are counted whole, and an answer that fits has no locator', async () => {
    const org = orgWith(2100);
    expect((await query(org, 'SELECT COUNT() FROM Account')).body).to.include({ totalSize: 2100, done: true });
    expect((await query(org, 'SELECT Id FROM Account LIMIT 2000')).body).to.include({ totalSize: 2000, done: true });
  });

  it('end after two days, with the eleventh, and for everybody else', async () => {
    let now = Date.now();
    const org = orgWith(2001, () => now);
    const open = async (): Promise<string> => nextOf(await query(org, 'SELECT Id FROM Account'));
    const answer = async (url: string, token = org.adminToken): Promise<string> => {
      const more = await ask(org, url, { token });
      return more.status === 200 ? 'page' : errorOf(more).errorCode;
    };
    const first = await open();
    expect(await answer(first, tokenOf(org, INTEGRATION_USERNAME))).to.equal('INVALID_QUERY_LOCATOR');
    expect(await answer(first.replace('-2000', '-9000'))).to.equal('INVALID_QUERY_LOCATOR');
    for (let n = 0; n < 9; n += 1) await open();
    expect(await answer(first)).to.equal('page');
    const eleventh = await open();
    expect([await answer(first), await answer(eleventh)]).to.deep.equal(['INVALID_QUERY_LOCATOR', 'page']);
    now += 2 * 24 * 60 * 60 * 1000;
    expect(await answer(eleventh, tokenOf(org, CLI_USERNAME))).to.equal('INVALID_QUERY_LOCATOR');
  });
});
