import { expect } from 'chai';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { listen } from '../../src/emulator/server.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { callout, hostOf, loopbackOrg, putExternalCredential, putNamedCredential } from './support/loopback.ts';

const ORG = 'callout:LoopName/services/data/v66.0/query?q=SELECT+Id+FROM+Organization';
const ADMIN = `${CLI_USERNAME}.dev`;

describe('a refreshed sandbox', () => {
  it('L66: has its own id and address, users of its name, and no secret, token or app credential of the source', async () => {
    const { state: source } = loopbackOrg({ edition: 'production' });
    await callout(hostOf(source), ORG);
    const { state } = createEmulator({ sandboxOf: { source, name: 'dev' } });
    expect(state.org.edition).to.equal('sandbox');
    expect(state.org.id).to.match(/^00D/).and.not.equal(source.org.id);
    expect(state.records.get('User')?.map((row) => row['Username']))
      .to.include(ADMIN)
      .and.not.include(CLI_USERNAME);
    expect([...state.components.keys()]).to.deep.equal([...source.components.keys()]);
    const [[own], [theirs]] = [state.consumers, source.consumers];
    expect(own?.appName).to.equal(theirs?.appName);
    expect([own?.key, own?.secret]).to.not.include.members([theirs?.key, theirs?.secret]);
    expect((await callout(hostOf(state, ADMIN), ORG)).refused).to.equal(
      "The external credential isn't fully configured.",
    );
  });

  it('L66: calls the source through its named credentials, until they are repaired', async () => {
    const production = loopbackOrg({ edition: 'production' });
    const servers = [await listen(production)];
    try {
      const { state: source } = production;
      putExternalCredential(source);
      putNamedCredential(source);
      const sandbox = createEmulator({ sandboxOf: { source, name: 'dev' } });
      servers.push(await listen(sandbox));
      // Whoever stores the old key and secret again is served by production.
      sandbox.state.credentials = [...source.credentials];
      const seen = async (): Promise<string> => (await callout(hostOf(sandbox.state, ADMIN), ORG)).body ?? '';
      expect(await seen()).to.include(source.org.id);
      putNamedCredential(sandbox.state);
      expect(await seen()).to.not.include(source.org.id);
    } finally {
      for (const { close } of servers) await close();
    }
  });
});
