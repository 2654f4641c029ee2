import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { componentOf, textOf } from '../../../src/emulator/state/components.ts';
import { CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import { ask } from '../support/ask.ts';
import { put } from '../support/component.ts';
import { loopbackOrg, putApp, putNamedCredential } from '../support/loopback.ts';
import { METADATA_STUB } from '../support/metadataStub.ts';

const org = (): Emulator => {
  const made = loopbackOrg();
  putApp(made.state, CLI_USERNAME);
  putNamedCredential(made.state, '<allowMergeFieldsInBody>true</allowMergeFieldsInBody>');
  put(made.state, 'ApexClass', 'MetadataStub', '<apiVersion>66.0</apiVersion><status>Active</status>', METADATA_STUB);
  return made;
};

const CREATE = `
  MetadataStub.MetadataPort stub = new MetadataStub.MetadataPort();
  stub.endpoint_x = 'callout:LoopName/services/Soap/m/66.0';
  stub.SessionHeader = new MetadataStub.SessionHeader_element();
  stub.SessionHeader.sessionId = SESSION;
  stub.timeout_x = 120000;
  MetadataStub.RemoteSiteSetting site = new MetadataStub.RemoteSiteSetting();
  site.fullName = 'Made_By_Apex';
  site.url = 'https://example.com/?a=1&b=2';
  site.isActive = true;
  site.disableProtocolSecurity = false;
  MetadataStub.SaveResult[] results = stub.createMetadata(new MetadataStub.Metadata[]{ site });`;

const run = async (emulator: Emulator, block: string): Promise<Record<string, unknown>> => {
  const path = `/services/data/v66.0/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(block)}`;
  return (await ask(emulator, path)).body as Record<string, unknown>;
};

const TOKEN = "'{!$Credential.OAuthToken}'";

describe('a stub of WSDL2Apex through the loopback', () => {
  it('deploys a component from Apex', async () => {
    const emulator = org();
    const block = `${CREATE.replace('SESSION', TOKEN)}
      System.assertEquals(1, results.size());
      System.assertEquals('Made_By_Apex', results[0].fullName);
      System.assertEquals(true, results[0].success);`;
    expect(await run(emulator, block)).to.include({ success: true });
    const site = componentOf(emulator.state, 'RemoteSiteSetting', 'Made_By_Apex');
    expect(site && textOf(site.xml, 'url')).to.equal('https://example.com/?a=1&b=2');
    expect(emulator.state.requests.map(({ operation }) => operation)).to.include('createMetadata');
  });

  it('gives what the org refuses as errors of the result', async () => {
    const emulator = org();
    const block = `${CREATE.replace('SESSION', TOKEN)}
      results = stub.createMetadata(new MetadataStub.Metadata[]{ site });
      System.assertEquals(false, results[0].success);
      System.assertEquals('DUPLICATE_DEVELOPER_NAME', results[0].errors[0].statusCode);`;
    expect(await run(emulator, block)).to.include({ success: true });
  });

  it('L29: throws the fault of a dead token, which no credential renews', async () => {
    const emulator = org();
    const outcome = await run(emulator, CREATE.replace('SESSION', "'dead'"));
    expect(outcome['exceptionMessage'])
      .to.match(/^System\.CalloutException: Web service callout failed: WebService returned a SOAP Fault: /)
      .and.to.include('faultcode=sf:INVALID_SESSION_ID');
  });

  it('L61: waits as long as the stub says, and two minutes at most', async () => {
    const outcome = await run(org(), CREATE.replace('SESSION', TOKEN).replace('120000', '120001'));
    expect(outcome['exceptionMessage']).to.include('Exceeded max timeout value of 120000 ms');
  });
});
