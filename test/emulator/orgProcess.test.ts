import { expect } from 'chai';
import { sendThrough } from '../../src/emulator/hosts/sendThrough.ts';
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
    const first = await orgs.start({ edition: 'production' }, { host: '127.0.0.1', port: 0, realHosts: false });
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

  it('L66: does the same with real host names, the sandbox at a My Domain with its name', async () => {
    const named = makeOrgProcess({ key: KEY, pid: 7, stop: () => undefined });
    try {
      const first = await named.start({ edition: 'production' }, { host: '127.0.0.1', port: 0, realHosts: true });
      const { url, certificate } = first.proxy ?? { url: '', certificate: '' };
      const way = { host: '127.0.0.1', port: Number(new URL(url).port), certificate };
      const status = async (origin: string): Promise<number> =>
        (await sendThrough(way, new Request(`${origin}/services/data`))).status;
      const sandbox = (await (await refresh(url, { name: 'qa' })).json()) as typeof first;
      expect(sandbox.url).to.equal('https://selfcallout-emulator--qa.sandbox.my.salesforce.com');
      const moved = (await (await refresh(url, { addressOnly: true })).json()) as typeof first;
      expect(moved.url).to.equal('https://selfcallout-emulator-2--qa.sandbox.my.salesforce.com');
      await new Promise((resolve) => setTimeout(resolve, 100));
      const urls = [first.url, sandbox.url, moved.url];
      expect(await Promise.all(urls.map(status))).to.deep.equal([200, 501, 200]);
    } finally {
      await named.close();
    }
  });

  it('L66: makes a sandbox of a sandbox, whose users have both names', async () => {
    const own = makeOrgProcess({ key: KEY, pid: 7, stop: () => undefined });
    try {
      const first = await own.start({ edition: 'sandbox' }, { host: '127.0.0.1', port: 0, realHosts: false });
      const { username } = await own.refresh({ kind: 'sandbox', name: 'qa' });
      expect([first.username, username]).to.deep.equal([
        'admin@selfcallout.example.dev',
        'admin@selfcallout.example.dev.qa',
      ]);
    } finally {
      await own.close();
    }
  });

  for (const realHosts of [false, true]) {
    it(`has several orgs, each with a state and an address of its own, ${realHosts ? 'real host names' : 'ports'}`, async () => {
      const several = makeOrgProcess({ key: KEY, pid: 7, stop: () => undefined });
      try {
        const begun = await several.start({}, { host: '127.0.0.1', port: 0, realHosts, orgs: 3 });
        const { proxy, others = [] } = begun;
        const all = [begun, ...others];
        const send = (request: Request): Promise<Response> =>
          proxy
            ? sendThrough(
                { host: '127.0.0.1', port: Number(new URL(proxy.url).port), certificate: proxy.certificate },
                request,
              )
            : fetch(request);
        const ask = async (
          url: string,
          token: string,
          init: RequestInit = {},
        ): Promise<{ status: number; body: string }> => {
          const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
          const response = await send(
            new Request(
              `${url}/services/data/v66.0/${init.body ? 'sobjects/Account' : 'query?q=SELECT+Name+FROM+Account'}`,
              { headers, ...init },
            ),
          );
          return { status: response.status, body: await response.text() };
        };
        expect(all.map(({ username }) => username)).to.deep.equal([
          'admin@selfcallout.example',
          'admin@selfcallout.example.org2',
          'admin@selfcallout.example.org3',
        ]);
        for (const key of ['url', 'orgId', 'token', 'password'] as const) {
          expect(new Set(all.map((org) => org[key])).size, key).to.equal(3);
        }
        if (realHosts) expect(all[2]?.url).to.equal('https://selfcallout-emulator-3-dev-ed.develop.my.salesforce.com');
        const [one, two] = all;
        const made = await ask(two?.url ?? '', two?.token ?? '', { method: 'POST', body: '{"Name":"Only here"}' });
        expect(made.status).to.equal(201);
        const seen = await Promise.all(
          all.map(async ({ url, token }) => (await ask(url, token)).body.includes('Only here')),
        );
        expect(seen).to.deep.equal([false, true, false]);
        expect((await ask(two?.url ?? '', one?.token ?? '')).status).to.equal(401);
        const status = await fetch(`${proxy?.url ?? begun.url}/emulator/status`, {
          headers: { 'x-selfcallout-control': KEY },
        });
        expect(await status.json()).to.include({ username: begun.username, url: begun.url });
      } finally {
        await several.close();
      }
    });
  }
});
