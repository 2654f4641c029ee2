import { expect } from 'chai';
import { makeOrgProcess } from '../../src/emulator/orgProcess.ts';

const KEY = 'the key';

const isAlive = (url: string): Promise<boolean> =>
  fetch(`${url}/services/data`).then(
    ({ ok }) => ok,
    () => false,
  );

const organization = async ({ url, token }: { url: string; token: string }): Promise<unknown> => {
  const query = 'SELECT Id, IsSandbox FROM Organization';
  const answer = await fetch(`${url}/services/data/v66.0/query?q=${encodeURIComponent(query)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { records } = (await answer.json()) as { records: Array<Record<string, unknown>> };
  return [records[0]?.['Id'], records[0]?.['IsSandbox']];
};

const refresh = (url: string, order: object): Promise<Response> =>
  fetch(`${url}/emulator/refresh`, {
    method: 'POST',
    headers: { 'x-selfcallout-control': KEY },
    body: JSON.stringify(order),
  });

describe('the process of an emulated org', () => {
  const orgs = makeOrgProcess({ key: KEY, pid: 7, stop: () => undefined });
  after(() => orgs.close());

  it('L66: acts a sandbox refresh, whose source goes on, and a change of the address alone', async () => {
    const first = await orgs.start({ edition: 'production' }, '127.0.0.1', 0);
    expect((await refresh(first.url, { name: 'no name' })).status).to.equal(400);
    const sandbox = await orgs.refresh({ kind: 'sandbox', name: 'dev' });
    expect(sandbox.source).to.deep.equal(first);
    expect(sandbox.username).to.equal(`${first.username}.dev`);
    expect(sandbox.url).to.not.equal(first.url);
    expect(await organization(sandbox)).to.deep.equal([sandbox.orgId, true]);
    expect(await organization(first)).to.deep.equal([first.orgId, false]);

    const answer = await refresh(sandbox.url, { addressOnly: true });
    const moved = (await answer.json()) as typeof sandbox;
    expect(moved).to.deep.equal({ ...sandbox, url: moved.url });
    expect(await organization(moved)).to.deep.equal([sandbox.orgId, true]);

    const again = await orgs.refresh({ kind: 'sandbox', name: 'qa' });
    expect(again.source).to.deep.equal(first);
    expect([again.username, again.orgId === sandbox.orgId]).to.deep.equal([`${first.username}.qa`, false]);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await Promise.all([first, sandbox, moved, again].map(({ url }) => isAlive(url)))).to.deep.equal([
      true,
      false,
      false,
      true,
    ]);
  });
});
