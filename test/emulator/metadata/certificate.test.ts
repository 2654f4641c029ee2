import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { childOf, childText } from '../../../src/emulator/soap/envelope.ts';
import { deploy, newOrg, retrieve, soap } from './metadataOrg.ts';

const META = 'certs/Loop.crt-meta.xml';

const files = (inner = '', content = ''): Record<string, string> => ({
  'certs/Loop.crt': content,
  [META]:
    '<?xml version="1.0"?><Certificate xmlns="http://soap.sforce.com/2006/04/metadata"><caSigned>false</caSigned>' +
    `${inner}<masterLabel>Loop</masterLabel></Certificate>`,
});

const certificateOf = async (org: ReturnType<typeof newOrg>): Promise<X509Certificate> =>
  new X509Certificate((await retrieve(org, [['Certificate', 'Loop']])).files.get('unpackaged/certs/Loop.crt') ?? '');

describe('certificates', () => {
  it('from an empty file the org makes a self-signed pair, and gives out the certificate alone', async () => {
    const org = newOrg();
    expect((await deploy(org, files())).failures).to.deep.equal([]);
    const certificate = await certificateOf(org);
    expect(certificate.verify(certificate.publicKey)).to.equal(true);
    expect(certificate.subject).to.include('CN=Loop').and.to.include(org.state.org.id);
    expect(certificate.publicKey.asymmetricKeyDetails).to.include({ modulusLength: 2048 });
    const key = org.state.vault.privateKeys.get('loop') ?? '';
    expect(certificate.checkPrivateKey(createPrivateKey(key))).to.equal(true);
    const days = (Date.parse(certificate.validTo) - org.state.now()) / 86_400_000;
    expect(days).to.be.within(364, 366);
  });

  it('a foreign certificate is replaced by one of the org, and one that is there stays', async () => {
    const [foreign, org] = [newOrg(), newOrg()];
    await deploy(foreign, files());
    const pem = (await certificateOf(foreign)).toString();
    await deploy(org, files('', pem));
    const first = await certificateOf(org);
    expect(first.fingerprint256).not.to.equal(new X509Certificate(pem).fingerprint256);
    const again = await deploy(org, files());
    expect(again.failures).to.deep.equal([]);
    expect((await certificateOf(org)).fingerprint256).to.equal(first.fingerprint256);
  });

  it('takes an expiry as a full date and time, not as a date alone', async () => {
    const org = newOrg();
    const inner = (date: string): string => `<expirationDate>${date}</expirationDate>`;
    expect((await deploy(org, files(inner('2040-01-01')))).failures[0]).to.include("'2040-01-01' is not a valid value");
    expect((await deploy(org, files(inner('2020-01-01T00:00:00.000Z')))).failures[0]).to.include(
      'must be in the future',
    );
    expect((await deploy(org, files(inner('2055-01-01T00:00:00.000Z')))).failures).to.deep.equal([]);
    expect((await certificateOf(org)).validTo).to.equal('Jan  1 00:00:00 2055 GMT');
    const expiryOf = async (emulator: Emulator): Promise<string | undefined> => {
      const { result } = await soap(emulator, 'readMetadata', '<type>Certificate</type><fullNames>Loop</fullNames>');
      return childText(childOf(result, 'records'), 'expirationDate');
    };
    expect(await expiryOf(org)).to.equal('2055-01-01T00:00:00.000Z');
    // No such moment, in a file of the right shape.
    expect((await deploy(org, files(inner('2040-13-41T00:00:00Z')))).failures).to.have.length(1);
    const other = newOrg();
    await deploy(other, files());
    expect(await expiryOf(other)).to.match(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('refuses other key sizes', async () => {
    expect((await deploy(newOrg(), files('<keySize>1024</keySize>'))).failures[0]).to.include('Invalid key size: 1024');
  });
});
