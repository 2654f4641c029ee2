import { expect } from 'chai';
import { createEmulator } from '../../../src/emulator/emulator.ts';
import { CLI_USERNAME, INTEGRATION_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import { ask, errorOf, query, recordsOf, tokenOf } from '../support/ask.ts';
import { put } from '../support/component.ts';
import { loopbackOrg } from '../support/loopback.ts';

const BASE = '/services/data/v66.0';

describe('emulator: records', () => {
  it('creates, reads, changes and deletes', async () => {
    const emulator = createEmulator();
    const made = await ask(emulator, `${BASE}/sobjects/Account`, { method: 'POST', body: { name: 'Öl & Söhne' } });
    expect(made.status).to.equal(201);
    const { id } = made.body as { id: string };
    const path = `${BASE}/sobjects/account/${id}`;
    expect((await ask(emulator, path, { method: 'PATCH', body: { Phone: '1' } })).status).to.equal(204);
    expect((await ask(emulator, path)).body).to.include({ Id: id, Name: 'Öl & Söhne', Phone: '1' });
    expect((await ask(emulator, path, { method: 'DELETE' })).status).to.equal(204);
    expect((await ask(emulator, path)).status).to.equal(404);
  });

  it('says what is wrong with a record', async () => {
    const emulator = createEmulator();
    const codeFor = async (object: string, body: unknown): Promise<string> =>
      errorOf(await ask(emulator, `${BASE}/sobjects/${object}`, { method: 'POST', body })).errorCode;
    expect(await codeFor('Account', {})).to.equal('REQUIRED_FIELD_MISSING');
    expect(await codeFor('Account', { Name: 'a', Nme: 'b' })).to.equal('INVALID_FIELD');
    expect(await codeFor('Account', { Name: 'a', CreatedDate: 'b' })).to.equal('INVALID_FIELD_FOR_INSERT_UPDATE');
    expect(await codeFor('Account', { Name: 'a', OwnerId: '005000000000000' })).to.equal('INVALID_CROSS_REFERENCE_KEY');
    expect(await codeFor('Account', 'x')).to.equal('JSON_PARSER_ERROR');
    expect(await codeFor('Organization', { Name: 'a' })).to.equal('INVALID_TYPE_FOR_OPERATION');
    expect(await codeFor('Event', { Subject: 'a' })).to.equal('NOT_EMULATED');
    expect(await codeFor('Nothing__c', { Name: 'a' })).to.equal('NOT_FOUND');
  });

  it('assigns a permission set once, and takes a permission for it', async () => {
    const emulator = loopbackOrg();
    put(emulator.state, 'PermissionSet', 'Bare', '<label>Bare</label>');
    const [set] = recordsOf(await query(emulator, "SELECT Id FROM PermissionSet WHERE Name = 'Bare'"));
    const assignee = userNamed(emulator.state, INTEGRATION_USERNAME).Id;
    const assign = (token = emulator.adminToken) =>
      ask(emulator, `${BASE}/sobjects/PermissionSetAssignment`, {
        method: 'POST',
        body: { PermissionSetId: set?.['Id'], AssigneeId: assignee.slice(0, 15) },
        token,
      });
    expect((await assign()).status).to.equal(201);
    const held = await query(
      emulator,
      `SELECT Id FROM PermissionSetAssignment WHERE Assignee.Username = '${INTEGRATION_USERNAME}'`,
    );
    expect(recordsOf(held)).to.have.length(1);
    expect(errorOf(await assign()).errorCode).to.equal('DUPLICATE_VALUE');
    expect((await assign(tokenOf(emulator, INTEGRATION_USERNAME))).status).to.equal(404);
  });

  it('describes what is there, and knows no source tracking', async () => {
    const emulator = createEmulator();
    const { body } = await ask(emulator, `${BASE}/sobjects/User/describe`);
    expect(body).to.include({ name: 'User', keyPrefix: '005', createable: true, deletable: false });
    expect((await ask(emulator, `${BASE}/tooling/sobjects/SourceMember/describe`)).status).to.equal(404);
    expect((await ask(emulator, `${BASE}/sobjects`)).body)
      .to.have.property('sobjects')
      .with.length.greaterThan(5);
  });

  it('answers the version that clients hard-code', async () => {
    const emulator = createEmulator();
    const id = userNamed(emulator.state, CLI_USERNAME).Id;
    const { body } = await ask(emulator, `/services/data/v51.0/sobjects/User/${id}`);
    expect(body).to.include({ Username: CLI_USERNAME });
    expect((await ask(emulator, '/services/data/v69.0/limits')).status).to.equal(404);
  });
});

describe('emulator: composite', () => {
  const composite = (emulator: ReturnType<typeof createEmulator>, body: unknown) =>
    ask(emulator, `${BASE}/composite`, { method: 'POST', body });

  it('hands results on by reference', async () => {
    const emulator = createEmulator();
    const { body } = await composite(emulator, {
      compositeRequest: [
        { method: 'POST', url: `${BASE}/sobjects/Account`, referenceId: 'made', body: { Name: 'A' } },
        { method: 'GET', url: `${BASE}/query?q=SELECT+Id+FROM+Account`, referenceId: 'found' },
        {
          method: 'PATCH',
          url: `${BASE}/sobjects/Account/@{found.records[0].Id}`,
          referenceId: 'p',
          body: { Phone: '@{made.id}' },
        },
      ],
    });
    const answers = (body as { compositeResponse: Array<{ httpStatusCode: number }> }).compositeResponse;
    expect(answers.map(({ httpStatusCode }) => httpStatusCode)).to.deep.equal([201, 200, 204]);
    const [account] = emulator.state.records.get('Account') ?? [];
    expect(account?.['Phone']).to.equal(account?.['Id']);
  });

  it('undoes all of it with allOrNone when one fails, and only that one otherwise', async () => {
    const requests = [
      { method: 'POST', url: `${BASE}/sobjects/Account`, referenceId: 'a', body: { Name: 'A' } },
      { method: 'POST', url: `${BASE}/sobjects/Account`, referenceId: 'b', body: {} },
    ];
    const emulator = createEmulator();
    await composite(emulator, { allOrNone: true, compositeRequest: requests });
    expect(emulator.state.records.get('Account') ?? []).to.have.length(0);
    await composite(emulator, { allOrNone: false, compositeRequest: requests });
    expect(emulator.state.records.get('Account')).to.have.length(1);
  });

  it('takes five queries and no more', async () => {
    const compositeRequest = Array.from({ length: 6 }, (_, index) => ({
      method: 'GET',
      url: `${BASE}/query?q=SELECT+Id+FROM+User`,
      referenceId: `q${index}`,
    }));
    expect((await composite(createEmulator(), { compositeRequest })).status).to.equal(400);
    expect((await composite(createEmulator(), { compositeRequest: compositeRequest.slice(1) })).status).to.equal(200);
  });

  it('answers a batch part by part', async () => {
    const batchRequests = [
      { method: 'GET', url: 'v66.0/query?q=SELECT+Name+FROM+Organization' },
      { method: 'GET', url: `${BASE}/sobjects/Nothing__c` },
    ];
    const { body } = await ask(createEmulator(), `${BASE}/composite/batch`, {
      method: 'POST',
      body: { batchRequests },
    });
    const { hasErrors, results } = body as { hasErrors: boolean; results: Array<{ statusCode: number }> };
    expect(hasErrors).to.equal(true);
    expect(results.map(({ statusCode }) => statusCode)).to.deep.equal([200, 404]);
  });
});
