import { expect } from 'chai';
import { createEmulator } from '../../../src/emulator/emulator.ts';
import { openSession } from '../../../src/emulator/state/sessions.ts';
import { CLI_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import { soap } from '../metadata/metadataOrg.ts';

describe('faults of the SOAP APIs', () => {
  it('answers an unknown session with HTTP 500 and a faultcode without attributes', async () => {
    const reply = await soap(createEmulator(), 'describeMetadata', '', { token: '00Dxx!nope' });
    expect(reply.status).to.equal(500);
    expect(reply.text).to.include('<faultcode>sf:INVALID_SESSION_ID</faultcode>');
    expect(reply.text).to.include('Invalid Session ID found in SessionHeader: Illegal Session');
  });

  it('L40: refuses a Lightning session', async () => {
    const org = createEmulator();
    const userId = userNamed(org.state, CLI_USERNAME).Id;
    const { token } = openSession(org.state, { userId, scopes: ['api'], kind: 'lightning' });
    const reply = await soap(org, 'describeMetadata', '', { token });
    expect(reply.text).to.include('This session is not valid for use with the API');
  });

  it('refuses a version and an operation that are not there', async () => {
    const org = createEmulator();
    expect((await soap(org, 'describeMetadata', '', { version: '99.0' })).text).to.include('UNSUPPORTED_API_VERSION');
    expect((await soap(org, 'describeValueType', '')).text).to.include('NOT_EMULATED: The operation describeValueType');
  });

  it('answers a body that is no envelope with a fault of the client', async () => {
    const { handle } = createEmulator();
    const request = new Request('http://127.0.0.1/services/Soap/m/66.0', { method: 'POST', body: 'hello' });
    const response = await handle(request);
    expect(response.status).to.equal(500);
    expect(await response.text()).to.include('<faultcode>soapenv:Client</faultcode>');
  });
});
