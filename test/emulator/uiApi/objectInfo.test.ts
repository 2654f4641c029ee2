import { expect } from 'chai';
import { createEmulator } from '../../../src/emulator/emulator.ts';
import { INTEGRATION_USERNAME } from '../../../src/emulator/state/users.ts';
import { ask, errorOf, tokenOf } from '../support/ask.ts';

const PATH = '/services/data/v66.0/ui-api/object-info';

describe('emulator: UI API', () => {
  it('lists the objects that the user may see, each with where its info is', async () => {
    const org = createEmulator();
    const { body } = await ask(org, PATH);
    expect((body as { objects: unknown }).objects).to.include.keys('Account', 'User');
    expect(body).to.have.nested.property('objects.Account.objectInfoUrl', `${PATH}/Account`);
    const least = await ask(org, PATH, { token: tokenOf(org, INTEGRATION_USERNAME) });
    expect((least.body as { objects: unknown }).objects).to.have.all.keys('User');
  });

  it('describes an object as the org knows it', async () => {
    const { body } = await ask(createEmulator(), `${PATH}/account`);
    expect(body).to.include({ apiName: 'Account', keyPrefix: '001', createable: true, custom: false });
    expect(body).to.have.nested.property('fields.OwnerId.relationshipName', 'Owner');
    expect(body).to.have.nested.property('fields.Name.required', true);
  });

  it('knows no object that it does not support or that the user may not see', async () => {
    const org = createEmulator();
    for (const name of ['ApexClass', 'Nope__c']) {
      expect(errorOf(await ask(org, `${PATH}/${name}`))).to.deep.equal({
        errorCode: 'INVALID_TYPE',
        message: `Object ${name} is not supported in UI API`,
      });
    }
    const token = tokenOf(org, INTEGRATION_USERNAME);
    expect((await ask(org, `${PATH}/Account`, { token })).status).to.equal(400);
  });

  it('refuses by name an object that is not emulated', async () => {
    const answer = await ask(createEmulator(), `${PATH}/Event`);
    expect([answer.status, errorOf(answer).errorCode]).to.deep.equal([501, 'NOT_EMULATED']);
  });
});
