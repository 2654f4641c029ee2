import { expect } from 'chai';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { ask, errorOf, query, recordsOf, tooling } from '../support/ask.ts';
import { put } from '../support/component.ts';

const NOW = Date.parse('2026-05-13T12:00:00Z');

const make = async (emulator: Emulator, object: string, body: Record<string, unknown>): Promise<string> => {
  const made = await ask(emulator, `/services/data/v66.0/sobjects/${object}`, { method: 'POST', body });
  expect(made.status, JSON.stringify(made.body)).to.equal(201);
  return (made.body as { id: string }).id;
};

/** Two accounts with contacts, and opportunities of the first. */
const filled = async (): Promise<Emulator> => {
  const emulator = createEmulator({ now: () => NOW });
  const acme = await make(emulator, 'Account', { Name: 'Acme', Industry: 'Energy', NumberOfEmployees: 3 });
  await make(emulator, 'Account', { Name: 'Bolt', Industry: 'energy', NumberOfEmployees: 8 });
  await make(emulator, 'Account', { Name: 'Cog' });
  for (const LastName of ['Zed', 'Amos']) await make(emulator, 'Contact', { LastName, AccountId: acme });
  const deal = (Name: string, Amount: number | null, CloseDate: string) =>
    make(emulator, 'Opportunity', { Name, Amount, CloseDate, StageName: 'Won', AccountId: acme });
  await deal('One', 100.5, '2026-05-13');
  await deal('Two', 50, '2026-05-11');
  await deal('Three', null, '2026-04-01');
  return emulator;
};

const names = async (emulator: Emulator, soql: string): Promise<unknown[]> =>
  recordsOf(await query(emulator, soql)).map((row) => row['Name']);

describe('emulator: SOQL over related, grouped and dated records', () => {
  it('brings children in a query of their own', async () => {
    const emulator = await filled();
    const soql = 'SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName LIMIT 1) FROM Account ORDER BY Name';
    const [acme, bolt] = recordsOf(await query(emulator, soql));
    expect(acme?.['Contacts']).to.deep.include({ totalSize: 1, done: true });
    expect((acme?.['Contacts'] as { records: Array<{ LastName: string }> }).records[0]?.LastName).to.equal('Amos');
    expect(bolt?.['Contacts']).to.equal(null);
    const wrong = errorOf(await query(emulator, 'SELECT Id, (SELECT Id FROM Contact) FROM Account'));
    expect(wrong.errorCode).to.equal('INVALID_TYPE');
    expect(wrong.message).to.contain("Didn't understand relationship 'Contact'");
    expect(errorOf(await query(emulator, 'SELECT (SELECT Nope FROM Contacts) FROM Account')).errorCode).to.equal(
      'INVALID_FIELD',
    );
  });

  it('groups, aggregates, and asks groups for more than rows', async () => {
    const emulator = await filled();
    const grouped = 'SELECT Industry, COUNT(Id) n, SUM(NumberOfEmployees) FROM Account GROUP BY Industry ';
    expect(recordsOf(await query(emulator, `${grouped}ORDER BY Industry NULLS LAST`))).to.deep.equal([
      { attributes: { type: 'AggregateResult' }, Industry: 'Energy', n: 2, expr0: 11 },
      { attributes: { type: 'AggregateResult' }, Industry: null, n: 1, expr0: null },
    ]);
    expect(recordsOf(await query(emulator, `${grouped}HAVING COUNT(Id) > 1`))).to.have.length(1);
    const all =
      'SELECT SUM(Amount) s, AVG(Amount) a, MIN(CloseDate) d, MAX(Name) m, COUNT_DISTINCT(StageName) c FROM Opportunity';
    expect(recordsOf(await query(emulator, all))[0]).to.include({
      s: 150.5,
      a: 75.25,
      d: '2026-04-01',
      m: 'Two',
      c: 1,
    });
    expect(errorOf(await query(emulator, 'SELECT Name, COUNT(Id) FROM Account')).errorCode).to.equal('MALFORMED_QUERY');
    expect(errorOf(await query(emulator, 'SELECT SUM(Name) FROM Account')).errorCode).to.equal('INVALID_FIELD');
  });

  it('knows dates by name', async () => {
    const emulator = await filled();
    const closing = (what: string) =>
      names(emulator, `SELECT Name FROM Opportunity WHERE CloseDate ${what} ORDER BY Name`);
    expect(await closing('= TODAY')).to.deep.equal(['One']);
    expect(await closing('= LAST_N_DAYS:2')).to.deep.equal(['One', 'Two']);
    expect(await closing('= LAST_MONTH')).to.deep.equal(['Three']);
    expect(await closing('= THIS_WEEK')).to.deep.equal(['One', 'Two']);
    expect(await closing('< THIS_MONTH')).to.deep.equal(['Three']);
    expect(await closing('>= N_DAYS_AGO:2')).to.deep.equal(['One', 'Two']);
    expect(await closing('!= THIS_YEAR')).to.deep.equal([]);
    expect(await names(emulator, 'SELECT Name FROM Account WHERE CreatedDate = TODAY')).to.have.length(3);
    const wrong = await query(emulator, 'SELECT Id FROM Account WHERE CreatedDate = LAST_FORTNIGHT');
    expect(errorOf(wrong).errorCode).to.equal('MALFORMED_QUERY');
  });

  it('selects fields by kind', async () => {
    const emulator = await filled();
    const [row] = recordsOf(await query(emulator, 'SELECT FIELDS(STANDARD) FROM Account LIMIT 1'));
    expect(row).to.include.keys('Name', 'BillingCity', 'SystemModstamp');
    expect((await query(emulator, 'SELECT FIELDS(ALL) FROM Account LIMIT 200')).status).to.equal(200);
    expect(errorOf(await query(emulator, 'SELECT FIELDS(ALL) FROM Account')).message).to.contain(
      'LIMIT of at most 200',
    );
  });

  it('finds deleted records in queryAll, and brings details along', async () => {
    const emulator = await filled();
    const [acme] = recordsOf(await query(emulator, "SELECT Id FROM Account WHERE Name = 'Acme'"));
    const path = `/services/data/v66.0/sobjects/Account/${String(acme?.['Id'])}`;
    expect((await ask(emulator, path, { method: 'DELETE' })).status).to.equal(204);
    expect(errorOf(await ask(emulator, path, { method: 'DELETE' })).errorCode).to.equal('ENTITY_IS_DELETED');
    expect(await names(emulator, 'SELECT Name FROM Contact')).to.deep.equal([]);
    const soql = encodeURIComponent('SELECT Name, IsDeleted FROM Contact ORDER BY Name');
    const all = recordsOf(await ask(emulator, `/services/data/v66.0/queryAll?q=${soql}`));
    expect(all.map(({ Name, IsDeleted }) => [Name, IsDeleted])).to.deep.equal([
      ['Amos', true],
      ['Zed', true],
    ]);
  });

  it('L59: Tooling shows FullName and Metadata of one row only', async () => {
    const emulator = createEmulator();
    for (const name of ['A', 'B']) put(emulator.state, 'ApexClass', name, '<status>Active</status>');
    for (const field of ['FullName', 'Metadata']) {
      const { errorCode, message } = errorOf(await tooling(emulator, `SELECT Id, ${field} FROM ApexClass`));
      expect([errorCode, message]).to.deep.equal([
        'MALFORMED_QUERY',
        'When retrieving results with Metadata or FullName fields, the query qualifications must specify no more than one row for retrieval.',
      ]);
      const one = await tooling(emulator, `SELECT Id, ${field} FROM ApexClass WHERE Name = 'A'`);
      expect(one.status).to.equal(501);
    }
  });

  it('L46: rates by date are written with Advanced Currency Management, and refused by the object itself without', async () => {
    const rate = { IsoCode: 'EUR', ConversionRate: 0.91, StartDate: '2026-05-01' };
    const post = (emulator: Emulator, body: unknown) =>
      ask(emulator, '/services/data/v66.0/sobjects/DatedConversionRate', { method: 'POST', body });
    const off = await post(createEmulator(), rate);
    expect([off.status, errorOf(off)]).to.deep.equal([
      400,
      {
        errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        message: 'entity type cannot be inserted: Dated Conversion Rate',
      },
    ]);
    const on = createEmulator({ switches: { advancedCurrencyManagement: true } });
    expect((await post(on, rate)).status).to.equal(201);
    expect(errorOf(await post(on, rate)).errorCode).to.equal('DUPLICATE_VALUE');
    expect((await post(on, { ...rate, StartDate: '2026-06-01' })).status).to.equal(201);
    expect(errorOf(await post(on, { ...rate, IsoCode: 'XXX' })).errorCode).to.equal(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    );
    const soql = 'SELECT NextStartDate FROM DatedConversionRate ORDER BY StartDate';
    expect(recordsOf(await query(on, soql)).map((row) => row['NextStartDate'])).to.deep.equal([
      '2026-06-01',
      '9999-12-31',
    ]);
    const describe = await ask(createEmulator(), '/services/data/v66.0/sobjects/DatedConversionRate/describe');
    expect(describe.body).to.include({ createable: false, queryable: true });
  });
});
