import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { INTEGRATION_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import { ask, errorOf, query, recordsOf, type Answer } from '../support/ask.ts';
import { put } from '../support/component.ts';
import { loopbackOrg, putPermissionSet } from '../support/loopback.ts';

const create = (emulator: Emulator, object: string, body: object): Promise<Answer> =>
  ask(emulator, `/services/data/v66.0/sobjects/${object}`, { method: 'POST', body });

describe('emulator: licences', () => {
  it('L73: refuse an integration user object permissions until the permission set licence is assigned', async () => {
    const emulator = loopbackOrg();
    const { state } = emulator;
    const { Id: AssigneeId } = userNamed(state, INTEGRATION_USERNAME);
    const PermissionSetId = putPermissionSet(state);
    const assignSet = (): Promise<Answer> =>
      create(emulator, 'PermissionSetAssignment', { PermissionSetId, AssigneeId });
    const refused = errorOf(await assignSet());
    expect(refused.errorCode).to.equal('FIELD_INTEGRITY_EXCEPTION');
    expect(refused.message).to.include('Read UserExternalCredential');
    const soql = "SELECT Id FROM PermissionSetLicense WHERE DeveloperName = 'SalesforceAPIIntegrationPsl'";
    const PermissionSetLicenseId = recordsOf(await query(emulator, soql))[0]?.['Id'];
    const given = await create(emulator, 'PermissionSetLicenseAssign', { PermissionSetLicenseId, AssigneeId });
    expect(given.status).to.equal(201);
    expect((await assignSet()).status).to.equal(201);
  });

  it('L73: let an integration user have a permission set without object permissions', async () => {
    const emulator = loopbackOrg();
    const { state } = emulator;
    const { id: PermissionSetId } = put(state, 'PermissionSet', 'Bare', '<label>Bare</label>');
    const { Id: AssigneeId } = userNamed(state, INTEGRATION_USERNAME);
    expect((await create(emulator, 'PermissionSetAssignment', { PermissionSetId, AssigneeId })).status).to.equal(201);
  });
});
