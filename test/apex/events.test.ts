import { expect } from 'chai';
import { problems, says } from './runApex.ts';

describe('messages of the platform', () => {
  it('records an e-mail instead of sending it, counts it, and refuses one without a recipient', async () => {
    const block = `Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage();
      m.setToAddresses(new List<String>{ 'a@example.com' }); m.setSubject('Hi'); m.plainTextBody = 'text';
      System.debug(Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ m })[0].isSuccess() + ' ' + m.getSubject());
      System.debug(Limits.getEmailInvocations() + ' of ' + Limits.getLimitEmailInvocations());
      try { Messaging.sendEmail(new List<Messaging.Email>{ new Messaging.SingleEmailMessage() }); }
      catch (EmailException e) { System.debug(e.getMessage().contains('REQUIRED_FIELD_MISSING')); }`;
    expect(await says(block)).to.deep.equal(['true Hi', '1 of 10', 'true']);
  });

  it('L43: counts an e-mail as uncommitted work', async () => {
    const block = `Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage();
      m.setToAddresses(new List<String>{ 'a@example.com' });
      Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ m });
      HttpRequest r = new HttpRequest(); r.setEndpoint('https://example.com'); r.setMethod('GET');
      try { new Http().send(r); } catch (CalloutException e) { System.debug(e.getMessage()); }`;
    expect(await says(block)).to.deep.equal([
      'You have uncommitted work pending. Please commit or rollback before calling out',
    ]);
  });

  it('refuses to publish a record that is no platform event', async () => {
    const block = `try { EventBus.publish(new Account()); } catch (TypeException e) { System.debug(e.getMessage()); }`;
    expect(await says(block)).to.deep.equal(['SObject Account is not a platform event and cannot be published']);
  });

  it('fills the values of Connect, and refuses by name what would need the org', async () => {
    const block = `ConnectApi.NamedCredentialInput i = new ConnectApi.NamedCredentialInput();
      i.developerName = 'X'; i.type = ConnectApi.NamedCredentialType.SecuredEndpoint;
      System.debug(i.developerName + ' ' + i.type + ' ' + i.calloutUrl);
      try { ConnectApi.NamedCredentials.createNamedCredential(i); } catch (UnsupportedOperationException e) { System.debug(e.getMessage()); }`;
    expect(await says(block)).to.deep.equal([
      'X SecuredEndpoint null',
      'Not supported in the emulated org: ConnectApi.NamedCredentials.createNamedCredential',
    ]);
  });

  it('shows an object of an inner class by the name of that class alone', async () => {
    const outer = `public class Outer { public class Inner { public Integer n = 1; } }`;
    expect(await says('System.debug(new Outer.Inner());', [outer])).to.deep.equal(['Inner:[n=1]']);
  });

  it('lets a test class name a private type that is visible to tests', async () => {
    const owner = `public class Owner { @TestVisible private class Hidden { public Integer n = 1; } private class Gone {} }`;
    const test = `@IsTest private class T { @IsTest static void t() { System.assertEquals(1, new Owner.Hidden().n); } }`;
    expect(await problems([owner, test])).to.deep.equal([]);
    expect(await problems([owner, test.replaceAll('Hidden', 'Gone')])).to.have.length(1);
  });
});
