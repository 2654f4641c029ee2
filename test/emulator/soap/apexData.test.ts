import { expect } from 'chai';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { runBlock } from '../../../src/emulator/tooling/executeAnonymousRun.ts';

/** What a block debugs, and the exception that ended it, if one did. */
const says = async (block: string, emulator: Emulator = createEmulator()): Promise<string[]> => {
  const session = emulator.state.sessions.get(emulator.adminToken);
  if (!session) throw new Error('no session');
  const request = new Request('http://127.0.0.1/');
  const outcome = await runBlock(emulator.state, session, block, '66.0', request);
  const debugged = outcome.log.filter((line) => line.includes('|USER_DEBUG|')).map((line) => line.split('|')[4] ?? '');
  const ended = outcome.compileProblem ?? outcome.exceptionMessage;
  return ended === null ? debugged : [...debugged, ended];
};

const TWO =
  "insert new List<Account>{ new Account(Name = 'A', NumberOfEmployees = 1), new Account(Name = 'B', NumberOfEmployees = 2) };";

describe('Apex and the data of its org', () => {
  it('reads aggregates by alias', async () => {
    const block = `${TWO} for (AggregateResult r : [SELECT Name n, COUNT(Id) c, SUM(NumberOfEmployees) s FROM Account GROUP BY Name ORDER BY Name]) {
      Integer c = (Integer) r.get('c'); System.debug((String) r.get('n') + c + ' ' + r.get('s')); }
      try { [SELECT COUNT(Id) c FROM Account][0].get('x'); } catch (SObjectException e) { System.debug(e.getMessage()); }`;
    expect(await says(block)).to.deep.equal(['A1 1', 'B1 2', 'Invalid field x for AggregateResult']);
  });

  it('walks children and parents', async () => {
    const block = `Account a = new Account(Name = 'A'); insert a;
      insert new List<Contact>{ new Contact(LastName = 'X', AccountId = a.Id), new Contact(LastName = 'Y', AccountId = a.Id) };
      for (Account each : [SELECT Name, (SELECT LastName, Account.Name FROM Contacts ORDER BY LastName) FROM Account])
        for (Contact c : each.Contacts) System.debug(c.LastName + c.Account.Name);
      System.debug(new Account().Contacts.size());`;
    expect(await says(block)).to.deep.equal(['XA', 'YA', '0']);
  });

  it('puts variables into dynamic SOQL', async () => {
    const block = `${TWO} String wanted = 'B'; Set<String> names = new Set<String>{ 'A', 'B' };
      System.debug(Database.query('SELECT Name FROM Account WHERE Name = :wanted')[0].get('Name'));
      System.debug(Database.query('SELECT Id FROM Account WHERE Name IN :names AND CreatedDate = LAST_N_DAYS:3').size());
      System.debug(Database.countQuery('SELECT COUNT() FROM Account WHERE Name != \\':no\\''));
      System.debug(Database.queryWithBinds('SELECT Id FROM Account WHERE Name = :n', new Map<String, Object>{ 'n' => 'A' }, AccessLevel.USER_MODE).size());
      Database.query('SELECT Id FROM Account WHERE Name = :nope');`;
    expect(await says(block)).to.deep.equal([
      'B',
      '2',
      '2',
      '1',
      'System.QueryException: Variable does not exist: nope',
    ]);
  });

  it('tells of each record that failed', async () => {
    const block = `List<Database.SaveResult> results = Database.insert(new List<Account>{ new Account(Name = 'A'), new Account() }, false);
      Database.Error e = results[1].getErrors()[0];
      System.debug(results[0].isSuccess() + ' ' + results[1].isSuccess() + ' ' + e.getStatusCode() + ' ' + e.getFields());
      System.debug(e.getStatusCode() == StatusCode.REQUIRED_FIELD_MISSING);
      try { insert new List<Account>{ new Account(Name = 'B'), new Account() }; } catch (DmlException x) {
        System.debug(x.getNumDml() + ' ' + x.getDmlIndex(0) + ' ' + x.getDmlType(0) + ' ' + x.getDmlFieldNames(0)); System.debug(x.getMessage()); }
      System.debug([SELECT COUNT() FROM Account]);`;
    expect(await says(block)).to.deep.equal([
      'true false REQUIRED_FIELD_MISSING (Name)',
      'true',
      '1 1 REQUIRED_FIELD_MISSING (Name)',
      'Insert failed. First exception on row 1; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]',
      '1',
    ]);
  });

  it('takes back to a savepoint, brings back what was deleted, and merges', async () => {
    const block = `Account a = new Account(Name = 'A'); insert a; Savepoint p = Database.setSavepoint();
      a.Name = 'Z'; update a; insert new Account(Name = 'B'); Database.rollback(p);
      System.debug([SELECT Name FROM Account].Name); delete a; System.debug([SELECT COUNT() FROM Account] + ' ' + [SELECT COUNT() FROM Account ALL ROWS]);
      undelete a; System.debug([SELECT COUNT() FROM Account]);
      Account b = new Account(Name = 'B'); insert b; insert new Contact(LastName = 'C', AccountId = b.Id); merge a b;
      System.debug([SELECT Account.Name FROM Contact].Account.Name + [SELECT COUNT() FROM Account]);
      Database.UpsertResult made = Database.upsert(new Account(Name = 'U')); System.debug(made.isCreated() + ' ' + made.isSuccess());
      delete [SELECT Id FROM Account]; System.debug([SELECT COUNT() FROM Account]); Database.delete(a.Id);`;
    const said = await says(block);
    expect(said.slice(0, -1)).to.deep.equal(['A', '0 1', '1', 'A1', 'true true', '0']);
    expect(said.at(-1)).to.contain('ENTITY_IS_DELETED');
  });

  it('undoes the whole of a transaction that fails', async () => {
    const emulator = createEmulator();
    await says(`${TWO} delete [SELECT Id FROM Account WHERE Name = 'A']; Integer i = 1 / 0;`, emulator);
    expect(await says('System.debug([SELECT COUNT() FROM Account ALL ROWS]);', emulator)).to.deep.equal(['0']);
  });

  it('L67: says whose access counts', async () => {
    const block = `${TWO} insert as system new Account(Name = 'C'); update as user [SELECT Id FROM Account];
      System.debug([SELECT Id FROM Account WITH USER_MODE].size() + [SELECT Id FROM Account WITH SYSTEM_MODE].size());`;
    expect(await says(block)).to.deep.equal(['6']);
  });
});
