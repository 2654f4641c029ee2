import { expect } from 'chai';
import { createEmulator } from '../../../src/emulator/emulator.ts';
import { INTEGRATION_USERNAME } from '../../../src/emulator/state/users.ts';
import { ask, tokenOf, type Answer } from '../support/ask.ts';

const V66 = '/services/data/v66.0';

describe('emulator: records by the number and by the field', () => {
  it('L65: are counted for who sees Setup, by object', async () => {
    const org = createEmulator();
    for (const Name of ['a', 'b']) await ask(org, `${V66}/sobjects/Account`, { method: 'POST', body: { Name } });
    const count = (sObjects: string): Promise<Answer> => ask(org, `${V66}/limits/recordCount?sObjects=${sObjects}`);
    expect((await count('account,Contact,Nothing__c')).body).to.deep.equal({
      sObjects: [
        { count: 2, name: 'Account' },
        { count: 0, name: 'Contact' },
      ],
    });
    expect((await count('Event')).status).to.equal(501);
    const token = tokenOf(org, INTEGRATION_USERNAME);
    expect((await ask(org, `${V66}/limits/recordCount`, { token })).status).to.equal(403);
  });

  it('are found for an upsert by an e-mail address, too, or created', async () => {
    const org = createEmulator();
    const upsert = async (Email: string): Promise<unknown> => {
      const records = [{ attributes: { type: 'Contact' }, LastName: 'c', Email }];
      const { body } = await ask(org, `${V66}/composite/sobjects/Contact/Email`, {
        method: 'PATCH',
        body: { records },
      });
      return (body as { created?: boolean }[])[0]?.created;
    };
    expect([await upsert('c@example.com'), await upsert('C@example.com')]).to.deep.equal([true, false]);
  });

  it('are refused by name, all of them, where one is of an object that is not emulated', async () => {
    const org = createEmulator();
    const records = [
      { attributes: { type: 'Account' }, Name: 'a' },
      { attributes: { type: 'Event' }, Subject: 'b' },
    ];
    const { status } = await ask(org, `${V66}/composite/sobjects`, { method: 'POST', body: { records } });
    expect([status, org.state.records.get('Account')]).to.deep.equal([501, undefined]);
  });
});
