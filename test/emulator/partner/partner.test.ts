import { expect } from 'chai';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { openSession } from '../../../src/emulator/state/sessions.ts';
import { CLI_USERNAME, INTEGRATION_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import { tokenOf } from '../support/ask.ts';

type Reply = { status: number; text: string };

const partner = async (
  org: Emulator,
  body: string,
  token: string = org.adminToken,
  version = '66.0',
): Promise<Reply> => {
  const envelope =
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com">' +
    `<soapenv:Header><SessionHeader><sessionId>${token}</sessionId></SessionHeader></soapenv:Header>` +
    `<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
  const url = `${org.state.org.url}/services/Soap/u/${version}`;
  const response = await org.handle(new Request(url, { method: 'POST', body: envelope }));
  return { status: response.status, text: await response.text() };
};

describe('emulator: partner API', () => {
  it('says who asks and in which org', async () => {
    const org = createEmulator();
    const { status, text } = await partner(org, '<getUserInfo/>', tokenOf(org, INTEGRATION_USERNAME));
    expect(status).to.equal(200);
    expect(text).to.contain(`<organizationId>${org.state.org.id}</organizationId>`);
    expect(text).to.contain(`<userName>${INTEGRATION_USERNAME}</userName>`);
  });

  it('queries, with type and Id of each record first', async () => {
    const org = createEmulator();
    const soql = `SELECT Username, Profile.Name FROM User WHERE Username = '${CLI_USERNAME}'`;
    const { text } = await partner(org, `<query><queryString>${soql}</queryString></query>`);
    expect(text).to.match(
      /<records xsi:type="sf:sObject"><sf:type>User<\/sf:type><sf:Id xsi:nil="true"\/><sf:Username>/,
    );
    expect(text).to.contain('<sf:type>Profile</sf:type>');
    expect(text).to.contain('<sf:Name>System Administrator</sf:Name>');
    expect(text).to.contain('<size>1</size>');
  });

  it('gives the records of a long query page by page', async () => {
    const org = createEmulator();
    org.state.records.set(
      'Account',
      Array.from({ length: 2001 }, (_, n) => ({ Id: org.state.newId('001'), Name: `Account ${n}`, IsDeleted: false })),
    );
    const first = await partner(org, '<query><queryString>SELECT Name FROM Account</queryString></query>');
    expect(first.text).to.contain('<done>false</done>').and.to.contain('<size>2001</size>');
    const locator = /<queryLocator>([^<]+)<\/queryLocator>/.exec(first.text)?.[1] ?? '';
    const last = await partner(org, `<queryMore><queryLocator>${locator}</queryLocator></queryMore>`);
    expect(last.text).to.contain('<done>true</done>').and.to.contain('<sf:Name>Account 2000</sf:Name>');
    expect(last.text.match(/<records /g)).to.have.length(1);
    const wrong = await partner(org, '<queryMore><queryLocator>0r8000000000000AAA-2000</queryLocator></queryMore>');
    expect(wrong.text).to.contain('<faultcode>sf:INVALID_QUERY_LOCATOR</faultcode>');
  });

  it('tells of a wrong query in a fault with the code of the query', async () => {
    const { status, text } = await partner(
      createEmulator(),
      '<query><queryString>SELECT Nope FROM User</queryString></query>',
    );
    expect(status).to.equal(500);
    expect(text).to.contain('<faultcode>sf:INVALID_FIELD</faultcode>');
    expect(text).to.contain('xmlns:sf="urn:fault.partner.soap.sforce.com"');
    expect(text).to.match(
      /<detail><sf:InvalidFieldFault xsi:type="sf:InvalidFieldFault"><sf:exceptionCode>INVALID_FIELD<\/sf:exceptionCode><sf:exceptionMessage>[^<]*<\/sf:exceptionMessage><sf:row>1<\/sf:row><sf:column>8<\/sf:column>/,
    );
  });

  it('L47: has no login', async () => {
    const org = createEmulator();
    const body = `<login><username>${CLI_USERNAME}</username><password>${org.adminPassword}</password></login>`;
    for (const [version, code] of [
      ['66.0', 'UNSUPPORTED_API_VERSION'],
      ['64.0', 'INVALID_OPERATION'],
    ] as const) {
      const { status, text } = await partner(org, body, '', version);
      expect([status, text.includes(`<faultcode>sf:${code}</faultcode>`)], text).to.deep.equal([500, true]);
    }
  });

  it('L40: refuses a Lightning session with a fault', async () => {
    const org = createEmulator();
    const userId = userNamed(org.state, CLI_USERNAME).Id;
    const { token } = openSession(org.state, { userId, scopes: ['api'], kind: 'lightning' });
    const { status, text } = await partner(org, '<getUserInfo/>', token);
    expect(status).to.equal(500);
    expect(text).to.contain('<faultcode>sf:INVALID_SESSION_ID</faultcode>');
    expect(text).to.contain('This session is not valid for use with the API');
    expect(text).to.contain(
      '<sf:UnexpectedErrorFault xsi:type="sf:UnexpectedErrorFault"><sf:exceptionCode>INVALID_SESSION_ID<',
    );
  });

  it('refuses operations and versions that it does not know by name', async () => {
    const org = createEmulator();
    expect((await partner(org, '<convertLead/>')).text).to.contain('NOT_EMULATED: The operation convertLead');
    expect((await partner(org, '<getUserInfo/>', org.adminToken, '99.0')).text).to.contain('UNSUPPORTED_API_VERSION');
  });
});
