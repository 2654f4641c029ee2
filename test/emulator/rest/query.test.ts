import { expect } from 'chai';
import { createEmulator } from '../../../src/emulator/emulator.ts';
import { INTEGRATION_USERNAME, CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import { ask, errorOf, query, recordsOf, tokenOf, tooling } from '../support/ask.ts';
import { loopbackOrg } from '../support/loopback.ts';

const namesOf = async (soql: string): Promise<unknown[]> => {
  const answer = await query(createEmulator(), soql);
  return recordsOf(answer).map(({ Username }) => Username);
};

const errorFor = async (soql: string): Promise<{ errorCode: string; message: string }> =>
  errorOf(await query(createEmulator(), soql));

describe('emulator: SOQL', () => {
  it('answers with the platform spelling of names that were asked for in any case', async () => {
    const answer = await query(
      createEmulator(),
      `SELECT id, profile.NAME FROM user WHERE username = '${CLI_USERNAME}'`,
    );
    const [record] = recordsOf(answer);
    expect(record).to.have.all.keys('attributes', 'Id', 'Profile');
    expect(record?.['Profile']).to.deep.include({ Name: 'System Administrator' });
    expect(answer.body).to.include({ totalSize: 1, done: true });
  });

  it('filters by comparison, list, pattern, sub-select and their combinations', async () => {
    expect(
      await namesOf("SELECT Username FROM User WHERE Alias LIKE 'I%' OR (IsActive = true AND NOT Alias != 'x')"),
    ).to.deep.equal([INTEGRATION_USERNAME]);
    expect(await namesOf("SELECT Username FROM User WHERE Alias NOT IN ('aadmi', 'autoproc')")).to.deep.equal([
      INTEGRATION_USERNAME,
    ]);
    expect(
      await namesOf(
        'SELECT Username FROM User WHERE ProfileId IN (SELECT Id FROM Profile WHERE PermissionsModifyAllData = true)',
      ),
    ).to.deep.equal([CLI_USERNAME]);
    expect(await namesOf('SELECT Username FROM User WHERE FederationIdentifier != null')).to.deep.equal([]);
    expect(await namesOf('SELECT Username FROM User WHERE CreatedDate > 2000-01-01T00:00:00Z')).to.have.length(3);
  });

  it('takes an escaped wildcard for itself', async () => {
    const emulator = createEmulator();
    await ask(emulator, '/services/data/v66.0/sobjects/Account', { method: 'POST', body: { Name: 'a_b%c' } });
    await ask(emulator, '/services/data/v66.0/sobjects/Account', { method: 'POST', body: { Name: 'axb1c' } });
    const count = async (condition: string): Promise<number> =>
      recordsOf(await query(emulator, `SELECT Id FROM Account WHERE Name ${condition}`)).length;
    expect(await count("LIKE 'a_b%c'")).to.equal(2);
    expect(await count(String.raw`LIKE 'a\_b\%c'`)).to.equal(1);
    expect(await count("= 'a_b%c'")).to.equal(1);
  });

  it('orders, limits and skips', async () => {
    expect(await namesOf('SELECT Username FROM User ORDER BY Alias DESC NULLS LAST LIMIT 1 OFFSET 1')).to.deep.equal([
      'autoproc@selfcallout.example',
    ]);
  });

  it('finds records by 15-character ids, with case', async () => {
    const emulator = createEmulator();
    const id = String(emulator.state.records.get('User')?.[0]?.['Id']).slice(0, 15);
    expect(recordsOf(await query(emulator, `SELECT Id FROM User WHERE Id = '${id}'`))).to.have.length(1);
    const lower = await query(emulator, `SELECT Id FROM User WHERE Id = '${id.toLowerCase()}'`);
    expect(recordsOf(lower)).to.have.length(0);
    expect((await errorFor("SELECT Id FROM User WHERE Id = 'x'")).errorCode).to.equal('INVALID_QUERY_FILTER_OPERATOR');
  });

  it('counts', async () => {
    const emulator = createEmulator();
    expect((await query(emulator, 'SELECT COUNT() FROM User')).body).to.deep.equal({
      totalSize: 3,
      done: true,
      records: [],
    });
    expect(recordsOf(await query(emulator, 'SELECT COUNT(Id) n, COUNT(Name) FROM User'))).to.deep.equal([
      { attributes: { type: 'AggregateResult' }, n: 3, expr0: 3 },
    ]);
  });

  it('names a wrong object, field and relationship, and points at the place', async () => {
    const object = await errorFor('SELECT Id FROM ScratchOrgInfo limit 1');
    expect(object.errorCode).to.equal('INVALID_TYPE');
    expect(object.message).to.include("Row:1:Column:16\nsObject type 'ScratchOrgInfo' is not supported.");
    const field = await errorFor('SELECT Id, Foo FROM User');
    expect(field.errorCode).to.equal('INVALID_FIELD');
    expect(field.message).to.include("No such column 'Foo' on entity 'User'.");
    expect((await errorFor('SELECT Boss.Name FROM User')).message).to.include(
      "Didn't understand relationship 'Boss' in field path.",
    );
    expect((await errorFor("SELECT Id FROM User WHERE IsActive = 'true'")).message).to.include(
      "value of filter criterion for field 'IsActive' must be of type boolean and should not be enclosed in quotes",
    );
    expect((await errorFor('SELECT Id, id FROM User')).message).to.include('duplicate field selected: Id');
  });

  it('calls malformed what is malformed', async () => {
    for (const soql of [
      'SELEC Id FROM User',
      'SELECT Id FROM',
      'SELECT Id, FROM User',
      "SELECT Id FROM User WHERE Name = 'x",
      "SELECT Id FROM User WHERE Name = 'a' AND Name = 'b' OR Name = 'c'",
      'SELECT Id FROM User LIMIT x',
      'SELECT Id, COUNT(Id) FROM User',
      'SELECT Id FROM User; DROP',
    ]) {
      expect((await errorFor(soql)).errorCode, soql).to.equal('MALFORMED_QUERY');
    }
  });

  it('refuses by name what it does not do, rather than to guess', async () => {
    for (const soql of [
      'SELECT TYPEOF What WHEN Account THEN Phone END FROM Task',
      'SELECT toLabel(Status) FROM Case',
      'SELECT Id FROM Account WHERE CALENDAR_YEAR(CreatedDate) = 2026',
      'SELECT COUNT(Id) FROM User GROUP BY ROLLUP(ProfileId)',
      'SELECT Id FROM Account USING SCOPE mine',
      'SELECT Id FROM Event',
    ]) {
      const answer = await query(createEmulator(), soql);
      expect([answer.status, errorOf(answer).errorCode], soql).to.deep.equal([501, 'NOT_EMULATED']);
    }
  });

  it('describes the columns when asked to', async () => {
    const soql = encodeURIComponent('SELECT Id, Profile.Name FROM User');
    const { body } = await ask(createEmulator(), `/services/data/v66.0/query?q=${soql}&columns=true`);
    expect(body).to.include({ entityName: 'User', keyPrefix: '005', idSelected: true });
    const columns = (body as { columnMetadata: Array<{ columnName: string }> }).columnMetadata;
    expect(columns.map(({ columnName }) => columnName)).to.deep.equal(['Id', 'Profile.Name']);
  });

  it('shows deployed components as records, each in its own API', async () => {
    const emulator = loopbackOrg();
    const developerName = "WHERE DeveloperName = 'loopcredential'";
    expect(recordsOf(await tooling(emulator, `SELECT Id FROM ExternalCredential ${developerName}`))).to.have.length(1);
    expect(errorOf(await query(emulator, `SELECT Id FROM ExternalCredential ${developerName}`)).errorCode).to.equal(
      'INVALID_TYPE',
    );
    expect(recordsOf(await query(emulator, 'SELECT Id FROM ExternalClientApplication'))).to.have.length(1);
    expect(
      recordsOf(
        await query(
          emulator,
          "SELECT Assignee.Username FROM PermissionSetAssignment WHERE PermissionSet.Name = 'LoopAccess'",
        ),
      ),
    ).to.have.length(1);
    expect(
      recordsOf(
        await query(emulator, "SELECT Id FROM SetupEntityAccess WHERE SetupEntityType = 'ExternalCredentialParameter'"),
      ),
    ).to.have.length(1);
  });

  it('tells a user which permissions they have', async () => {
    const emulator = createEmulator();
    const soql = 'SELECT PermissionsCustomizeApplication, PermissionsApiEnabled FROM UserPermissionAccess';
    expect(recordsOf(await query(emulator, soql))[0]).to.include({ PermissionsCustomizeApplication: true });
    expect(recordsOf(await query(emulator, soql, tokenOf(emulator, INTEGRATION_USERNAME)))[0]).to.include({
      PermissionsCustomizeApplication: false,
      PermissionsApiEnabled: true,
    });
  });
});

describe('emulator: what a least-privilege user is refused', () => {
  it('L65: limits and Tooling take View Setup, and say so without blaming the session', async () => {
    const emulator = createEmulator();
    const token = tokenOf(emulator, INTEGRATION_USERNAME);
    for (const path of [
      '/limits',
      '/tooling/query?q=SELECT+Id+FROM+ApexClass',
      '/tooling/sobjects/ApexClass/describe',
    ]) {
      const answer = await ask(emulator, `/services/data/v66.0${path}`, { token });
      expect([answer.status, errorOf(answer).errorCode], path).to.deep.equal([403, 'INSUFFICIENT_ACCESS']);
      expect((await ask(emulator, `/services/data/v66.0${path}`)).status, path).to.equal(200);
    }
    expect((await query(emulator, 'SELECT Id FROM Organization', token)).status).to.equal(200);
    expect((await ask(emulator, '/services/data', { token: 'none' })).status).to.equal(200);
  });

  it('tells of no installed package, and knows what it would tell of one', async () => {
    const answer = await tooling(
      createEmulator(),
      'SELECT SubscriberPackage.NamespacePrefix, SubscriberPackageVersionId FROM InstalledSubscriberPackage',
    );
    expect([answer.status, recordsOf(answer)]).to.deep.equal([200, []]);
    const wrong = await tooling(createEmulator(), 'SELECT SubscriberPackage.Vendor FROM InstalledSubscriberPackage');
    expect(errorOf(wrong).errorCode).to.equal('INVALID_FIELD');
  });
});
