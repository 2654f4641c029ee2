import { expect } from 'chai';
import fc from 'fast-check';
import { failureOf } from '../../../../src/core/failure.ts';
import { checkMyDomain } from '../../../../src/core/settings/checkMyDomain.ts';

const outcome = (url: string): string => {
  try {
    return checkMyDomain(url);
  } catch (error) {
    return failureOf(error)?.kind ?? String(error);
  }
};

describe('checkMyDomain', () => {
  it('takes My Domains of production, sandboxes, scratch orgs and this machine', () => {
    for (const url of [
      'https://acme.my.salesforce.com',
      'https://acme--dev.sandbox.my.salesforce.com',
      'https://acme-dev-ed.scratch.my.salesforce.com',
      'https://acme.my.salesforce.mil',
      'http://127.0.0.1:6101',
      'http://localhost:6101',
    ]) {
      expect(outcome(url)).to.equal(url);
      expect(outcome(`${url}/`)).to.equal(url);
    }
  });

  it('L17 and L62: refuses hosts of Salesforce that are not the My Domain', () => {
    for (const host of [
      'login.salesforce.com',
      'test.salesforce.com',
      'na1.salesforce.com',
      'cs128.salesforce.com',
      'acme.lightning.force.com',
      'acme--c.visualforce.com',
      'acme--c.vf.force.com',
      'acme.my.salesforce-setup.com',
    ]) {
      expect(outcome(`https://${host}`), host).to.equal('NotMyDomain');
    }
  });

  it('refuses what is more or less than an origin, and plain HTTP to another machine', () => {
    for (const url of [
      'acme.my.salesforce.com',
      'https://u:p@acme.my.salesforce.com',
      'https://acme.my.salesforce.com/services',
      'https://acme.my.salesforce.com?x=1',
      'https://acme.my.salesforce.com/?',
      'https://acme.my.salesforce.com#x',
      'http://acme.my.salesforce.com',
      'http://127.0.0.1.example.com',
      'ftp://acme.my.salesforce.com',
      'javascript:alert(1)',
      '',
    ]) {
      expect(outcome(url), url).to.equal('InvalidUrl');
    }
  });

  it('never repeats a password that stood in the URL', () => {
    try {
      checkMyDomain('https://me:hunter22@acme.my.salesforce.com/?token=hunter22');
      expect.fail('accepted');
    } catch (error) {
      expect(JSON.stringify(failureOf(error))).to.not.contain('hunter22');
    }
  });

  it('gives an origin or a failure for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()), (url) => {
        expect(outcome(url)).to.match(/^(InvalidUrl|NotMyDomain|https?:\/\/[^/\s<>"'&]+)$/);
      }),
    );
  });
});
