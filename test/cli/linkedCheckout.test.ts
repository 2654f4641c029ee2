import { expect } from 'chai';
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
});
