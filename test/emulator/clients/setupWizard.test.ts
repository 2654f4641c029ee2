import { expect } from 'chai';
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { jsforceOrg, type JsforceOrg } from './jsforceOrg.ts';

type Saved = { success: boolean; fullName: string; errors: { message: string }[] };

/** What a set-up page of an app makes one after the other, at the API version that such pages stay at. */
const partsOf = (orgUrl: string): readonly (readonly [type: string, metadata: object])[] => {
  const consumerKey = 'K'.repeat(85);
  const consumerSecret = '7'.repeat(64);
  return [
    [
      'ConnectedApp',
      {
        fullName: 'Night_Shift',
        label: 'Night Shift',
        description: 'Lets jobs call back.',
        contactEmail: 'ops@example.com',
        oauthConfig: {
          callbackUrl: `${orgUrl}/services/authcallback/Night_Shift`,
          consumerKey,
          consumerSecret,
          scopes: ['Full', 'RefreshToken'],
        },
      },
    ],
    [
      'AuthProvider',
      {
        fullName: 'Night_Shift',
        friendlyName: 'Night Shift',
        includeOrgIdInIdentifier: true,
        providerType: 'Salesforce',
        consumerKey,
        consumerSecret,
      },
    ],
    [
      'NamedCredential',
      {
        fullName: 'Night_Shift',
        label: 'Night Shift',
        authProvider: 'Night_Shift',
        endpoint: orgUrl,
        oauthScope: 'full refresh_token',
        principalType: 'NamedUser',
        protocol: 'Oauth',
        allowMergeFieldsInHeader: true,
        allowMergeFieldsInBody: true,
      },
    ],
  ];
};

describe('a set-up page that makes its loopback with jsforce', () => {
  const run = async (options: EmulatorOptions): Promise<{ page: JsforceOrg; saved: Saved[] }> => {
    const page = await jsforceOrg(options, '54.0');
    const create = (type: string, metadata: object): Promise<Saved> =>
      page.connection.metadata.create(type as 'ApexClass', metadata as never) as unknown as Promise<Saved>;
    const saved: Saved[] = [];
    for (const [type, metadata] of partsOf(page.org.state.org.url)) {
      const result = await create(type, metadata);
      saved.push(result);
      if (!result.success) break;
    }
    return { page, saved };
  };

  it('L01: is let through where connected apps can be created, and finds its named credential to save again', async () => {
    const { page, saved } = await run({ switches: { connectedAppCreation: 'allowed' } });
    expect(saved).to.deep.equal(saved.map(() => ({ errors: [], fullName: 'Night_Shift', success: true })));
    expect(saved).to.have.length(3);
    const soql = "SELECT Id FROM NamedCredential WHERE DeveloperName = 'Night_Shift' LIMIT 1";
    const { records } = await page.connection.query(soql);
    expect(records[0]?.Id).to.match(/^0XA/);
    await page.close();
  });

  it('L01: is refused in the words of the platform elsewhere, and leaves nothing behind', async () => {
    const { page, saved } = await run({});
    expect(saved).to.have.length(1);
    expect(saved[0]?.success).to.equal(false);
    expect(saved[0]?.errors[0]?.message).to.match(/^You can't create a connected app\./);
    expect(page.org.state.components.size).to.equal(0);
    await page.close();
  });
});
