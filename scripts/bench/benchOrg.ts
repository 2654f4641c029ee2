/** The process of the emulated org that the bench measures: tells its parent where it listens, and logs its home in to it. */
import { AuthInfo } from '@salesforce/core';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { listen } from '../../src/emulator/server.ts';

const emulator = createEmulator();
const { url } = await listen(emulator);
const token = emulator.adminToken;
const auth = await AuthInfo.create({ accessTokenOptions: { accessToken: token, instanceUrl: url, loginUrl: url } });
await auth.save();
await auth.handleAliasAndDefaultSettings({ alias: 'bench', setDefault: true, setDefaultDevHub: false });
process.send?.({ url, token });
process.once('disconnect', () => process.exit(0));
