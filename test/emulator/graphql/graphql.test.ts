import { expect } from 'chai';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { CLI_USERNAME, INTEGRATION_USERNAME } from '../../../src/emulator/state/users.ts';
import { ask, errorOf, tokenOf, type Answer } from '../support/ask.ts';

const graphql = (org: Emulator, query: string, more: object = {}, token = org.adminToken): Promise<Answer> =>
  ask(org, '/services/data/v66.0/graphql', { method: 'POST', token, body: { query, ...more } });

const kindOf = ({ body }: Answer): unknown =>
  (body as { errors: Array<{ extensions: { ErrorType: string } }> }).errors[0]?.extensions.ErrorType;

describe('emulator: GraphQL API', () => {
  it('answers records of the org, with variables and aliases', async () => {
    const org = createEmulator();
    await ask(org, '/services/data/v66.0/sobjects/Account', { method: 'POST', body: { Name: 'Ay' } });
    await ask(org, '/services/data/v66.0/sobjects/Account', { method: 'POST', body: { Name: 'Bee' } });
    const query =
      'query some($n: Int) { uiapi { query { found: Account(first: $n) { totalCount edges { node { Id Name { value } } } } } } }';
    const { status, body } = await graphql(org, query, { variables: { n: 1 } });
    expect(status).to.equal(200);
    const path = 'data.uiapi.query.found.edges';
    expect(body).to.have.nested.property(`${path}[0].node.Name.value`, 'Ay');
    expect(body).to.have.nested.property(path).with.length(1);
    expect(body).to.deep.include({ errors: [] });
  });

  it('can be asked after its schema, which is that of the user', async () => {
    const org = createEmulator();
    const query = '{ __schema { queryType { name } } __type(name: "RecordQuery") { fields { name } } }';
    const admin = await graphql(org, query);
    expect(admin.body).to.have.nested.property('data.__schema.queryType.name', 'Query');
    const names = (answer: Answer): string[] =>
      (answer.body as { data: { __type: { fields: Array<{ name: string }> } } }).data.__type.fields.map(
        ({ name }) => name,
      );
    expect(names(admin)).to.include.members(['Account', 'Contact', 'User']);
    const least = await graphql(org, query, {}, tokenOf(org, INTEGRATION_USERNAME));
    expect(names(least)).to.deep.equal(['User']);
  });

  it('tells of errors with HTTP 200 and their kind', async () => {
    const org = createEmulator();
    const broken = await graphql(org, '{ uiapi ');
    expect([broken.status, kindOf(broken)]).to.deep.equal([200, 'InvalidSyntax']);
    const wrong = await graphql(org, '{ uiapi { query { User { edges { node { Nope { value } } } } } } }');
    expect([wrong.status, kindOf(wrong)]).to.deep.equal([200, 'ValidationError']);
    const token = tokenOf(org, INTEGRATION_USERNAME);
    const unseen = await graphql(org, '{ uiapi { query { Account { totalCount } } } }', {}, token);
    expect(kindOf(unseen)).to.equal('ValidationError');
  });

  it('refuses by name what the API has and this org has not', async () => {
    const org = createEmulator();
    const refused = {
      where: `{ uiapi { query { User(where: { Username: { eq: "${CLI_USERNAME}" } }) { totalCount } } } }`,
      Event: '{ uiapi { query { Event { totalCount } } } }',
      objectInfos: '{ uiapi { objectInfos(apiNames: ["Account"]) { ApiName } } }',
      pageInfo: '{ uiapi { query { User { pageInfo { hasNextPage } } } } }',
      Mutations: 'mutation { uiapi { AccountDelete(input: { Id: "001" }) { Id } } }',
    };
    for (const [name, query] of Object.entries(refused)) {
      const answer = await graphql(org, query);
      expect(answer.status, name).to.equal(501);
      expect(errorOf(answer).message).to.contain(name);
    }
  });
});
