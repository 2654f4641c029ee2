import type { Emulator } from '../../src/emulator/emulator.ts';
import { openSession } from '../../src/emulator/state/sessions.ts';
import { CLI_USERNAME, INTEGRATION_USERNAME, userNamed } from '../../src/emulator/state/users.ts';
import { packageFiles } from './bodies.ts';
import { deploy } from '../emulator/metadata/metadataOrg.ts';
import { loopbackOrg } from '../emulator/support/loopback.ts';
import type { Target } from './fuzzRequest.ts';

/** An org with a loopback, Apex and a record in it, and what requests to it need to know. */
export const orgUnderFire = async (): Promise<{ emulator: Emulator; target: Target }> => {
  const emulator = loopbackOrg();
  const { state } = emulator;
  const deployed = await deploy(emulator, { ...packageFiles });
  if (deployed.status !== 'Succeeded') throw new Error(deployed.failures.join());
  const userId = userNamed(state, CLI_USERNAME).Id;
  const created = new Request(`${state.org.url}/services/data/v66.0/sobjects/Account`, {
    method: 'POST',
    headers: { authorization: `Bearer ${emulator.adminToken}` },
    body: '{"Name":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}',
  });
  if ((await emulator.handle(created)).status !== 201) throw new Error('no record');
  const spare = openSession(state, { userId, scopes: ['api', 'web'], kind: 'ui' });
  const target = {
    token: emulator.adminToken,
    orgId: state.org.id,
    userId,
    spareToken: spare.token,
    spareUserId: userNamed(state, INTEGRATION_USERNAME).Id,
  };
  return { emulator, target };
};
