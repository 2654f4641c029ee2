import type { Emulator } from '../../../src/emulator/emulator.ts';
import { INTEGRATION_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';

/** Assigns the integration user the permission set licence without which it takes no object permissions (L73). */
export const licenseIntegrationUser = ({ state }: Emulator): void => {
  const [licence] = state.records.get('PermissionSetLicense') ?? [];
  const { Id: AssigneeId } = userNamed(state, INTEGRATION_USERNAME);
  const row = { Id: state.newId('2LA'), PermissionSetLicenseId: licence?.['Id'] ?? null, AssigneeId };
  state.records.set('PermissionSetLicenseAssign', [row]);
};
