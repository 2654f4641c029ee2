import { expect } from 'chai';
import { componentOf, componentsOf } from '../../../src/emulator/state/components.ts';
import { openSession } from '../../../src/emulator/state/sessions.ts';
import { INTEGRATION_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import { childText } from '../../../src/emulator/soap/envelope.ts';
import { deploy, deployStatus, manifestOf, newOrg, retrieve, soap, zipOf } from './metadataOrg.ts';

const site = (url: string, active = true): string =>
  `<disableProtocolSecurity>false</disableProtocolSecurity><isActive>${active}</isActive><url>${url}</url>`;

const SITE = 'remoteSiteSettings/One.remoteSite';
const BAD = 'remoteSiteSettings/Bad.remoteSite';
const SET = 'permissionsets/Loop.permissionset';

const objectAccess = (flags: Readonly<Record<string, boolean>>): string => {
  const all = { allowCreate: false, allowDelete: false, allowEdit: false, allowRead: false, modifyAllRecords: false };
  const row = { ...all, ...flags };
  return (
    '<label>Loop</label><objectPermissions>' +
    Object.entries(row)
      .map(([name, on]) => `<${name}>${on}</${name}>`)
      .join('') +
    `<object>Account</object>${'viewAllRecords' in flags ? '' : '<viewAllRecords>false</viewAllRecords>'}</objectPermissions>`
  );
};

describe('deploys of the emulated org', () => {
  it('L50: leaves nothing of a failed deploy behind when it rolls back', async () => {
    const org = newOrg();
    const { status, succeeded } = await deploy(org, { [SITE]: site('https://a.example'), [BAD]: '<url>x</url>' });
    expect(status).to.equal('Failed');
    expect(succeeded.map((row) => childText(row, 'fullName'))).to.deep.equal(['package.xml', 'One']);
    expect(org.state.components.size).to.equal(0);
  });

  it('L50: keeps what worked when it does not', async () => {
    const org = newOrg();
    const files = { [SITE]: site('https://a.example'), [BAD]: '<url>x</url>' };
    const { status } = await deploy(org, files, { options: { rollbackOnError: false } });
    expect(status).to.equal('SucceededPartial');
    expect(componentsOf(org.state, 'RemoteSiteSetting').map(({ fullName }) => fullName)).to.deep.equal(['One']);
  });

  it('L50: production refuses a deploy that does not roll back', async () => {
    const org = newOrg({ edition: 'production' });
    const inner = `<ZipFile>${await zipOf({})}</ZipFile><DeployOptions><rollbackOnError>false</rollbackOnError></DeployOptions>`;
    expect((await soap(org, 'deploy', inner)).status).to.equal(500);
  });

  it('L51: a check-only deploy reports the same and changes nothing', async () => {
    const org = newOrg();
    const { status, succeeded, result } = await deploy(
      org,
      { [SITE]: site('https://a.example') },
      { options: { checkOnly: true } },
    );
    expect([status, childText(result, 'checkOnly')]).to.deep.equal(['Succeeded', 'true']);
    expect(childText(succeeded[1], 'created')).to.equal('true');
    expect(org.state.components.size).to.equal(0);
  });

  it('says created the first time, changed when it differs, neither when it is the same', async () => {
    const org = newOrg();
    const flags = async (url: string): Promise<(string | undefined)[]> => {
      const { succeeded } = await deploy(org, { [SITE]: site(url) });
      return [childText(succeeded[1], 'created'), childText(succeeded[1], 'changed')];
    };
    expect(await flags('https://a.example')).to.deep.equal(['true', 'true']);
    expect(await flags('https://b.example')).to.deep.equal(['false', 'true']);
    expect(await flags('https://b.example')).to.deep.equal(['false', 'false']);
  });

  it('L55: a permission set without what its permissions depend on fails', async () => {
    const org = newOrg();
    const { failures } = await deploy(org, { [SET]: objectAccess({ allowRead: true, modifyAllRecords: true }) });
    expect(failures).to.deep.equal([
      'PermissionSet/Loop: Permission Modify All Account depends on permission(s): Delete Account, Edit Account, View All Account',
    ]);
    const whole = objectAccess({
      allowRead: true,
      allowEdit: true,
      allowDelete: true,
      modifyAllRecords: true,
      viewAllRecords: true,
    });
    expect((await deploy(org, { [SET]: whole })).status).to.equal('Succeeded');
    const user = '<label>x</label><userPermissions><enabled>true</enabled><name>AuthorApex</name></userPermissions>';
    expect((await deploy(org, { [SET]: user })).failures[0]).to.include('ViewSetup');
  });

  it('L56: a permission set is replaced whole, and its assignments stay', async () => {
    const org = newOrg();
    await deploy(org, { [SET]: objectAccess({ allowRead: true }) });
    const before = componentOf(org.state, 'PermissionSet', 'Loop');
    const assignment = { Id: '0Pa1', AssigneeId: '0051', PermissionSetId: before?.id ?? '' };
    org.state.records.set('PermissionSetAssignment', [assignment]);
    await deploy(org, { [SET]: '<label>Loop</label>' });
    const after = componentOf(org.state, 'PermissionSet', 'Loop');
    expect(after?.xml.children['objectPermissions']).to.equal(undefined);
    expect(after?.id).to.equal(before?.id);
    expect(org.state.records.get('PermissionSetAssignment')).to.deep.equal([assignment]);
  });

  it('L58: listMetadata takes three queries, a fourth is a fault', async () => {
    const org = newOrg();
    const query = '<queries><type>ApexClass</type></queries>';
    expect((await soap(org, 'listMetadata', query.repeat(3))).status).to.equal(200);
    expect((await soap(org, 'listMetadata', query.repeat(4))).status).to.equal(500);
  });

  it('L65: without the permission the fault is INSUFFICIENT_ACCESS, not one of the session', async () => {
    const org = newOrg();
    const userId = userNamed(org.state, INTEGRATION_USERNAME).Id;
    const { token } = openSession(org.state, { userId, scopes: ['api'], kind: 'oauth' });
    const reply = await soap(org, 'describeMetadata', '', { token });
    expect(reply.status).to.equal(500);
    expect(reply.text).to.include('<faultcode>sf:INSUFFICIENT_ACCESS</faultcode>');
  });

  it('refuses what the user may not use, although the Metadata API is open to him', async () => {
    const org = newOrg();
    const profiles = org.state.records.get('Profile') ?? [];
    const without = profiles.map((row) => ({ ...row, PermissionsManageProfilesPermissionsets: false }));
    org.state.records.set('Profile', without);
    const { failures } = await deploy(org, { [SET]: '<label>x</label>', [SITE]: site('https://a.example') });
    expect(failures).to.deep.equal([
      'PermissionSet/Loop: INSUFFICIENT_ACCESS: insufficient access rights to PermissionSet',
    ]);
  });

  it('carries a deploy out when it is due, whether or not anybody asks', async () => {
    let now = 1_000_000;
    const org = newOrg({ switches: { jobMs: 3000 }, now: () => now });
    const { status, id } = await deploy(org, { [SITE]: site('https://a.example') });
    expect(status).to.equal('InProgress');
    const second = await deploy(org, { [BAD]: site('https://b.example') });
    now += 3000;
    await soap(org, 'describeMetadata', '');
    expect(componentsOf(org.state, 'RemoteSiteSetting').map(({ fullName }) => fullName)).to.deep.equal(['One']);
    now += 10_000;
    expect((await deployStatus(org, second.id)).status).to.equal('Succeeded');
    const first = await deployStatus(org, id);
    expect(childText(first.result, 'completedDate')).to.equal('1970-01-01T00:16:43.000Z');
  });

  it('cancels a deploy that has not begun, and no other', async () => {
    const org = newOrg({ switches: { jobMs: 3000 }, now: () => 1_000_000 });
    const { id } = await deploy(org, { [SITE]: site('https://a.example') });
    expect((await soap(org, 'cancelDeploy', `<String>${id}</String>`)).status).to.equal(200);
    expect((await deployStatus(org, id)).status).to.equal('Canceled');
    expect((await soap(org, 'cancelDeploy', `<String>${id}</String>`)).status).to.equal(500);
  });

  it('refuses by name a type that it does not know, and a file that the manifest does not name', async () => {
    const org = newOrg();
    const flow = await deploy(org, { 'package.xml': manifestOf([['Flow', 'X']]), 'flows/X.flow': '<Flow/>' });
    expect(flow.failures[0]).to.include('Flow/X: NOT_EMULATED');
    const stray = await deploy(org, { 'package.xml': manifestOf([]), [SITE]: site('https://a.example') });
    expect(stray.failures).to.deep.equal([`/${SITE}: Not in package.xml`]);
    const missing = await deploy(org, { 'package.xml': manifestOf([['RemoteSiteSetting', 'Gone']]) });
    expect(missing.failures[0]).to.include('was named in package.xml, but was not found in zipped directory');
  });

  it('deletes by a destructive manifest, and warns about what is not there', async () => {
    const org = newOrg();
    await deploy(org, { [SITE]: site('https://a.example') });
    const { status, succeeded } = await deploy(org, {
      'package.xml': manifestOf([]),
      'destructiveChangesPost.xml': manifestOf([
        ['RemoteSiteSetting', 'One'],
        ['RemoteSiteSetting', 'Two'],
      ]),
    });
    expect(status).to.equal('Succeeded');
    expect(childText(succeeded[1], 'deleted')).to.equal('true');
    expect(childText(succeeded[2], 'problem')).to.equal('No RemoteSiteSetting named: Two found');
    expect(org.state.components.size).to.equal(0);
  });

  it('gives a retrieve what it has and a message for what it has not', async () => {
    const org = newOrg();
    await deploy(org, { [SITE]: site('https://a.example/?a=1&amp;b=2') });
    const { files, result } = await retrieve(org, [
      ['RemoteSiteSetting', '*'],
      ['RemoteSiteSetting', 'Nope'],
    ]);
    expect([...files.keys()]).to.deep.equal([`unpackaged/${SITE}`, 'unpackaged/package.xml']);
    expect(files.get(`unpackaged/${SITE}`)).to.include('<url>https://a.example/?a=1&amp;b=2</url>');
    expect(result.elements.find(({ name }) => name === 'messages')?.elements[1]?.text).to.equal(
      "Entity of type 'RemoteSiteSetting' named 'Nope' cannot be found",
    );
  });
});
