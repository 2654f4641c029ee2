import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/emulator.ts';
import { listen } from '../../src/emulator/server.ts';
import { makeHome } from './home.ts';

export type TestOrg = {
  emulator: Emulator;
  url: string;
  home: string;
  /** Ends the server and keeps the home. */
  stop: () => Promise<void>;
  close: () => Promise<void>;
};

/** An emulated org on a port of its own and a home that is logged in to it under the alias `org`. */
export const startOrg = async (options: EmulatorOptions = {}): Promise<TestOrg> => {
  const emulator = createEmulator(options);
  const server = await listen(emulator);
  const home = await makeHome(server.url, emulator.adminToken);
  emulator.state.requests.length = 0;
  return {
    emulator,
    url: server.url,
    home: home.dir,
    stop: () => server.close(),
    close: async () => {
      await server.close();
      await home.remove();
    },
  };
};
