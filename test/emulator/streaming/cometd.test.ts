import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { INTEGRATION_USERNAME } from '../../../src/emulator/state/users.ts';
import { ask, tokenOf, type Answer } from '../support/ask.ts';
import { orgWith, runLater } from '../testing/testingOrg.ts';

const TEST = '@IsTest private class PlainTest { @IsTest static void holds() { Assert.isTrue(true); } }';

const send = (org: Emulator, messages: readonly Record<string, unknown>[], token = org.adminToken): Promise<Answer> =>
  ask(org, '/cometd/66.0', { method: 'POST', body: messages, headers: { authorization: `OAuth ${token}` } });

const repliesOf = ({ body }: Answer): Record<string, unknown>[] => body as Record<string, unknown>[];

const connected = async (org: Emulator, token?: string): Promise<string> => {
  const handshake = { channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'], id: '1' };
  const [reply] = repliesOf(await send(org, [handshake], token));
  expect(reply).to.include({ successful: true, id: '1' });
  return String(reply?.['clientId']);
};

describe('the Streaming API', () => {
  it('tells who subscribed when a run of tests is done, and only of those that end from then on', async () => {
    const org = await orgWith([TEST]);
    await runLater(org, { tests: [{ className: 'PlainTest' }] });
    const clientId = await connected(org);
    const subscription = '/systemTopic/TestResult';
    const [subscribed] = repliesOf(await send(org, [{ channel: '/meta/subscribe', clientId, subscription, id: '2' }]));
    expect(subscribed).to.include({ successful: true, subscription });
    const run = String((await runLater(org, { tests: [{ className: 'PlainTest' }] })).body).replaceAll('"', '');
    const replies = repliesOf(await send(org, [{ channel: '/meta/connect', clientId, id: '3' }]));
    expect(replies).to.have.length(2);
    expect(replies[0]).to.deep.include({ channel: subscription });
    expect((replies[0]?.['data'] as Record<string, unknown>)['sobject']).to.deep.equal({ Id: run });
    expect(replies[1]).to.include({ channel: '/meta/connect', successful: true, id: '3' });
  });

  it('subscribes first where a connect comes before it in one request', async () => {
    const org = await orgWith([TEST]);
    const clientId = await connected(org);
    org.state.switches.jobMs = 300;
    await runLater(org, { tests: [{ className: 'PlainTest' }] });
    const subscription = '/systemTopic/TestResult';
    const both = [
      { channel: '/meta/connect', clientId },
      { channel: '/meta/subscribe', clientId, subscription },
    ];
    const channels = repliesOf(await send(org, both)).map(({ channel }) => channel);
    expect(channels).to.deep.equal(['/meta/subscribe', subscription, '/meta/connect']);
  });

  it('refuses a channel that it does not have, and to publish', async () => {
    const org = await orgWith([]);
    const clientId = await connected(org);
    const [subscribed] = repliesOf(
      await send(org, [{ channel: '/meta/subscribe', clientId, subscription: '/topic/Mine' }]),
    );
    expect(subscribed).to.include({ successful: false, error: '404:/topic/Mine:Unknown channel' });
    const [published] = repliesOf(await send(org, [{ channel: '/topic/Mine', clientId }]));
    expect(published).to.include({ successful: false });
  });

  it('knows a client no longer once it has gone, and nobody but its user', async () => {
    const org = await orgWith([]);
    const clientId = await connected(org);
    const other = tokenOf(org, INTEGRATION_USERNAME);
    const ask403 = async (token?: string): Promise<unknown> =>
      repliesOf(
        await send(org, [{ channel: '/meta/subscribe', clientId, subscription: '/systemTopic/TestResult' }], token),
      )[0]?.['error'];
    expect(await ask403(other)).to.equal('403::Unknown client');
    const held = send(org, [{ channel: '/meta/connect', clientId }]);
    await send(org, [{ channel: '/meta/disconnect', clientId }]);
    expect(repliesOf(await held)).to.have.length(1);
    expect(await ask403()).to.equal('403::Unknown client');
  });

  it('takes a session', async () => {
    const org = await orgWith([]);
    const answer = await send(org, [{ channel: '/meta/handshake' }], 'none');
    expect(answer.status).to.equal(401);
    expect(repliesOf(answer)[0]).to.include({ successful: false, error: '401::Authentication invalid' });
  });
});
