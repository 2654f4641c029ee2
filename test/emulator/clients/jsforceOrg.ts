import { Connection } from '@jsforce/jsforce-node';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { listen } from '../../../src/emulator/server.ts';

export type JsforceOrg = { org: Emulator; connection: Connection; close: () => Promise<void> };

/** An emulated org that listens, and jsforce connected to it as the CLI's user. */
export const jsforceOrg = async (options: EmulatorOptions = {}, version = '66.0'): Promise<JsforceOrg> => {
  const org = createEmulator(options);
  const server = await listen(org);
  const { url } = server;
  const connection = new Connection({ loginUrl: url, instanceUrl: url, accessToken: org.adminToken, version });
  connection.metadata.pollInterval = 10;
  return { org, connection, close: () => server.close() };
};

/** The message of what a promise comes to when it fails. */
export const refusalOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    (value) => {
      throw new Error(`did not fail: ${JSON.stringify(value)}`);
    },
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
