import { Connection } from '@jsforce/jsforce-node';
import type { Connection as CoreConnection } from '@salesforce/core';
import { ComponentSet, type SourceComponent } from '@salesforce/source-deploy-retrieve';
import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { listen } from '../../src/emulator/server.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';

/** `problems` is empty where the component was deployed. */
export type Outcome = { type: string; fullName: string; problems: string[] };

export type OutsideOrg = {
  emulator: Emulator;
  url: string;
  deploy: (components: readonly SourceComponent[], project: string) => Promise<Outcome[]>;
  close: () => Promise<void>;
};

const listed = <T>(value: T | T[] | undefined): T[] => (value === undefined ? [] : ([value].flat() as T[]));

/** A listening emulated org to which the source-deploy library deploys over SOAP, keeping what works (L50). */
export const startOutsideOrg = async (apiVersion: string): Promise<OutsideOrg> => {
  const emulator = createEmulator();
  const server = await listen(emulator);
  const connection = new Connection({
    instanceUrl: server.url,
    accessToken: emulator.adminToken,
    version: apiVersion,
  });
  // What the library asks of a connection of @salesforce/core, whose own would write a login into the user's home.
  const usernameOrConnection = Object.assign(connection, {
    getApiVersion: () => apiVersion,
    getAuthInfoFields: () => ({ orgId: emulator.state.org.id }),
    getUsername: () => CLI_USERNAME,
    retrieveMaxApiVersion: () => Promise.resolve('68.0'),
  }) as unknown as CoreConnection;
  const deploy: OutsideOrg['deploy'] = async (components, project) => {
    const set = new ComponentSet([...components]);
    set.apiVersion = apiVersion;
    set.sourceApiVersion = apiVersion;
    // Where the library finds the project's replacements.
    set.projectDirectory = project;
    const job = await set.deploy({ usernameOrConnection, apiOptions: { rollbackOnError: false } });
    const { response } = await job.pollStatus({ frequency: { milliseconds: 10 } as never });
    const { componentSuccesses, componentFailures } = response.details;
    const found = new Map<string, Outcome>();
    for (const { componentType = '', fullName } of listed(componentSuccesses)) {
      if (componentType !== '')
        found.set(`${componentType}#${fullName}`, { type: componentType, fullName, problems: [] });
    }
    for (const { componentType = '', fullName, problem = '' } of listed(componentFailures)) {
      const key = `${componentType}#${fullName}`;
      const before = found.get(key)?.problems ?? [];
      found.set(key, { type: componentType, fullName, problems: [...before, problem] });
    }
    return [...found.values()];
  };
  return { emulator, url: server.url, deploy, close: () => server.close() };
};
