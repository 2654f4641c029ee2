import { createHash, X509Certificate } from 'node:crypto';
import { expect } from 'chai';
import { openFront, type Front } from '../../src/emulator/hosts/front.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { startConsentOrg, type ConsentOrg } from './consentOrg.ts';
import { openBrowser, type Chromium } from './openBrowser.ts';

/** By what Chromium is told to take a certificate: the hash of its public key. */
const keyHash = (pem: string): string =>
  createHash('sha256')
    .update(new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');

describe('browser: real host names in Chromium', () => {
  let front: Front;
  let org: ConsentOrg;
  let chromium: Chromium;

  before(async () => {
    front = await openFront({ now: Date.now() });
    org = await startConsentOrg(front.place);
    const trust = `--ignore-certificate-errors-spki-list=${keyHash(front.certificate)}`;
    chromium = await openBrowser([`--proxy-server=${front.url}`, trust]);
  });

  after(async () => {
    await chromium.close();
    await org.close();
    await front.close();
  });

  it('consents at the My Domain: login, Allow, and the credential is Configured', async () => {
    const person = await chromium.sit();
    await person.page.goto(await org.consentUrl());
    const { host, protocol } = new URL(person.page.url());
    expect([protocol, host]).to.deep.equal(['https:', 'selfcallout-emulator-dev-ed.develop.my.salesforce.com']);
    await person.logIn(CLI_USERNAME, org.emulator.adminPassword);
    expect(await person.heading()).to.equal('Allow Access?');
    await person.shoot('20-real-hosts-consent');
    await person.press('Allow');
    expect(new URL(person.page.url()).host).to.equal(host);
    expect(await org.status()).to.equal('Configured');
  });

  it('logs in at the login host', async () => {
    const person = await chromium.sit();
    await person.page.goto('https://login.salesforce.com/login');
    await person.logIn(CLI_USERNAME, org.emulator.adminPassword);
    expect(await person.page.getByRole('main').textContent()).to.include(CLI_USERNAME);
  });

  it('comes to nobody else', async () => {
    const { page } = await chromium.sit();
    const failure = await page.goto('https://example.com/').then(
      () => 'none',
      (error: unknown) => String(error),
    );
    expect(failure).to.include('ERR_TUNNEL_CONNECTION_FAILED');
  });
});
