import { expect } from 'chai';
import { CLI_USERNAME, INTEGRATION_USERNAME } from '../../src/emulator/state/users.ts';
import { addUser, givePassword } from '../emulator/support/browser.ts';
import { startConsentOrg, type ConsentOrg } from './consentOrg.ts';
import { openBrowser, PHONE, type Chromium, type Person } from './openBrowser.ts';

const HOME = '/lightning/setup/NamedCredential/home';
const OTHER = 'second@selfcallout.example';

describe('browser: consent in Chromium', () => {
  let chromium: Chromium;
  let org: ConsentOrg;

  before(async () => {
    chromium = await openBrowser();
  });

  after(() => chromium.close());

  beforeEach(async () => {
    org = await startConsentOrg();
  });

  afterEach(() => org.close());

  const admin = ({ logIn }: Person): Promise<void> => logIn(CLI_USERNAME, org.emulator.adminPassword);
  const path = ({ page }: Person): string => new URL(page.url()).pathname;

  it('asks to log in, refuses a wrong password, and makes the credential Configured by Allow', async () => {
    const person = await chromium.sit();
    await person.page.goto(await org.consentUrl());
    expect(await person.heading()).to.equal('Log in');
    await person.shoot('01-login');
    await person.logIn(CLI_USERNAME, 'not the password');
    expect(await person.alert()).to.include('Please check your username and password');
    expect(await person.page.getByLabel('Username').inputValue()).to.equal(CLI_USERNAME);
    expect(await person.page.getByLabel('Password').inputValue()).to.equal('');
    await person.shoot('02-wrong-password');
    await admin(person);
    expect(await person.heading()).to.equal('Allow Access?');
    const shown = await person.page.getByRole('main').textContent();
    expect(shown).to.include(CLI_USERNAME).and.include(new URL(org.emulator.state.org.url).host);
    await person.shoot('03-consent');
    expect(await org.status()).to.equal('NotConfigured');
    await person.press('Allow');
    expect(path(person)).to.equal(HOME);
    await person.shoot('04-allowed');
    expect(await org.status()).to.equal('Configured');
  });

  it('can be done by keyboard alone', async () => {
    const { page } = await chromium.sit();
    await page.goto(await org.consentUrl());
    const typed = async (text: string): Promise<void> => {
      await page.keyboard.press('Tab');
      await page.keyboard.type(text);
    };
    await typed(CLI_USERNAME);
    await typed(org.emulator.adminPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Allow', exact: true }).textContent();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Named Credentials' }).textContent();
    expect(await org.status()).to.equal('Configured');
  });

  it('tells of a denial, stores nothing, and lets the person change their mind', async () => {
    const person = await chromium.sit();
    await person.page.goto(await org.consentUrl());
    await admin(person);
    await person.press('Deny');
    expect(await person.alert()).to.include('error=access_denied');
    await person.shoot('05-denied');
    expect(await org.status()).to.equal('NotConfigured');
    await person.page.goto(await org.consentUrl());
    await person.press('Allow');
    expect(await org.status()).to.equal('Configured');
  });

  it('is not undone and not done again by the back button', async () => {
    const person = await chromium.sit();
    await person.page.goto(await org.consentUrl());
    await admin(person);
    await person.press('Allow');
    const { credentials } = org.emulator.state;
    await person.page.goBack();
    expect(await person.heading()).to.equal('This request is over');
    await person.shoot('06-back');
    await person.page.goBack();
    expect(await person.alert()).to.include('was finished before or has expired');
    await person.shoot('07-back-twice');
    expect(await org.status()).to.equal('Configured');
    expect(org.emulator.state.credentials).to.deep.equal(credentials);
  });

  it('refuses a URL that has expired, and a consent page that was left open too long', async () => {
    const person = await chromium.sit();
    const late = await org.consentUrl();
    const open = await org.consentUrl();
    await person.page.goto(open);
    await admin(person);
    org.wait(15 * 60_000);
    await person.press('Allow');
    expect(await person.heading()).to.equal('This request is over');
    await person.shoot('08-left-open');
    await person.page.goto(late);
    await person.press('Allow');
    expect(await person.alert()).to.include('was finished before or has expired');
    await person.shoot('09-expired');
    expect(await org.status()).to.equal('NotConfigured');
  });

  it('L26: takes no consent of another user, who can make way for the right one', async () => {
    const password = addUser(org.emulator, OTHER);
    const person = await chromium.sit();
    await person.page.goto(await org.consentUrl());
    await person.logIn(OTHER, password);
    await person.press('Allow');
    expect(await person.alert()).to.include('another user began this authentication');
    await person.shoot('10-wrong-user');
    expect(await org.status()).to.equal('NotConfigured');
    await person.page.getByRole('link', { name: 'Log out' }).click();
    expect(await person.heading()).to.equal('Log in');
    await person.page.goto(await org.consentUrl());
    await admin(person);
    await person.press('Allow');
    expect(await org.status()).to.equal('Configured');
  });

  it('lets a person who is not the one logged in go on as themselves', async () => {
    const password = addUser(org.emulator, OTHER);
    const person = await chromium.sit();
    await person.page.goto(await org.consentUrl());
    await person.logIn(OTHER, password);
    await person.page.getByRole('link', { name: 'Not you?' }).click();
    expect(await person.heading()).to.equal('Log in');
    await admin(person);
    await person.press('Allow');
    expect(await org.status()).to.equal('Configured');
  });

  it('L73: does not let the integration user log in, whose password is right', async () => {
    const password = givePassword(org.emulator, INTEGRATION_USERNAME);
    const person = await chromium.sit();
    await person.page.goto(await org.consentUrl());
    await person.logIn(INTEGRATION_USERNAME, password);
    expect(await person.alert()).to.include('Please check your username and password');
    expect(await org.status()).to.equal('NotConfigured');
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`fits a phone, in ${colorScheme} colours`, async () => {
      const person = await chromium.sit({ viewport: PHONE, colorScheme });
      const fits = async (name: string): Promise<void> => {
        await person.shoot(name);
        const width = await person.page.evaluate<number>('document.documentElement.scrollWidth');
        expect(width, name).to.be.at.most(PHONE.width);
      };
      await person.page.goto(await org.consentUrl());
      await fits(`11-phone-${colorScheme}-login`);
      await admin(person);
      await fits(`12-phone-${colorScheme}-consent`);
      await person.press('Deny');
      await fits(`13-phone-${colorScheme}-denied`);
      await person.page.goto(await org.consentUrl());
      await person.press('Allow');
      await fits(`14-phone-${colorScheme}-allowed`);
    });
  }
});
