import type { Emulator } from '../../../src/emulator/emulator.ts';
import { put } from '../../emulator/support/component.ts';
import { PUBLIC_PEM } from '../../emulator/support/keyPair.ts';
import { assign, putApp, putOauthPolicy } from '../../emulator/support/loopback.ts';

/** An app whose certificate is that of the tests' key pair, approved for the CLI's user. */
export const putJwtApp = ({ state }: Emulator): void => {
  putApp(state);
  const parent = '<externalClientApplication>Loop</externalClientApplication>';
  put(state, 'ExtlClntAppGlobalOauthSettings', 'Loop_g', `${parent}<certificate>${PUBLIC_PEM}</certificate>`);
  const named = '<commaSeparatedPermissionSet>Users</commaSeparatedPermissionSet>';
  putOauthPolicy(state, `<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>${named}`);
  assign(state, put(state, 'PermissionSet', 'Users', '<label>Users</label>').id);
};
