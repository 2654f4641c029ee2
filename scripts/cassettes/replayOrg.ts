import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { listen } from '../../src/emulator/server.ts';

/** The version that stands where a recording has none. */
export const API_VERSION = '66.0';

export type Reply = { status: number; contentType: string | undefined; text: string };

/** A started emulated org, spoken to over HTTP as any client does. */
export type ReplayOrg = {
  emulator: Emulator;
  ask: (method: string, path: string, body?: string) => Promise<Reply>;
  close: () => Promise<void>;
};

export const startReplayOrg = async (): Promise<ReplayOrg> => {
  const emulator = createEmulator();
  const server = await listen(emulator);
  const ask: ReplayOrg['ask'] = async (method, path, body) => {
    const type = body?.startsWith('<') ? 'application/xml' : 'application/json';
    const response = await fetch(server.url + path, {
      method,
      headers: {
        authorization: `Bearer ${emulator.adminToken}`,
        'x-sfdc-session': emulator.adminToken,
        ...(body !== undefined && { 'content-type': type }),
      },
      ...(body !== undefined && { body }),
    });
    const contentType = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
    return { status: response.status, contentType, text: await response.text() };
  };
  return { emulator, ask, close: () => server.close() };
};
