import { expect } from 'chai';
import type { AuthorizeReport } from '../../src/core/report.ts';
import { root } from '../../scripts/root.ts';
import { openSession, type Session } from './session.ts';

describe('cli: the linked checkout in the real sf', () => {
  let session: Session;

  before(async () => {
    session = await openSession();
  });

  after(async () => {
    await session.json(['selfcallout', 'emulator', 'stop']);
    await session.remove();
  });

  it('sets up and proves a loopback', async () => {
    const linked = await session.sf(['plugins', 'link', root, '--no-install']);
    expect(linked.code, linked.output).to.equal(0);
    const started = await session.json(['selfcallout', 'emulator', 'start', '--alias', 'linked']);
    expect(started.status).to.equal(0);
    const { status, result } = await session.json(['selfcallout', 'setup', '--target-org', 'linked']);
    expect(status, JSON.stringify(result)).to.equal(0);
    expect(result).to.include({ proven: true, run: 1 });
  });

  it('L66: repairs it by authorize after a refresh, and says in JSON what it repaired', async () => {
    expect((await session.json(['selfcallout', 'emulator', 'refresh'])).status).to.equal(0);
    const { status, result, warnings } = await session.json(['selfcallout', 'authorize', '--target-org', 'linked']);
    expect(status, JSON.stringify(result)).to.equal(0);
    const { outcome, repaired, next } = result as unknown as AuthorizeReport;
    expect(outcome).to.equal('authorized');
    expect(repaired?.map(({ type, what }) => `${type} ${what}`)).to.deep.equal([
      'ExternalCredential address',
      'NamedCredential address',
      'ExternalClientApplication replaced',
    ]);
    expect(warnings?.join()).to.include('belongs to another org');
    const verified = await session.json((next ?? '').split(' ').slice(1));
    expect([verified.status, verified.result?.['proven']], JSON.stringify(verified)).to.deep.equal([0, true]);
  });
});
