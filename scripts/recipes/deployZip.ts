import type { Emulator } from '../../src/emulator/emulator.ts';

type Message = {
  componentType: string;
  fullName: string;
  problem?: string;
  lineNumber?: number;
  columnNumber?: number;
};

type Failure = { name: string; methodName: string; message: string; stackTrace: string | null };

export type Deployed = {
  status: string;
  errorMessage?: string;
  details: {
    componentSuccesses: Message[];
    componentFailures: Message[];
    runTestResult?: { successes: { name: string; methodName: string }[]; failures: Failure[] };
  };
};

/** One deploy through the REST Metadata API, as a client sends it; waits until it is done. */
export const deployZip = async (
  emulator: Emulator,
  zip: Uint8Array,
  apiVersion: string,
  deployOptions: Readonly<Record<string, unknown>>,
): Promise<Deployed> => {
  const headers = { authorization: `Bearer ${emulator.adminToken}` };
  const url = `http://127.0.0.1/services/data/v${apiVersion}/metadata/deployRequest`;
  const form = new FormData();
  form.set('file', new Blob([Buffer.from(zip)], { type: 'application/zip' }), 'package.zip');
  form.set('entity_content', new Blob([JSON.stringify({ deployOptions })], { type: 'application/json' }));
  const started = await emulator.handle(new Request(url, { method: 'POST', headers, body: form }));
  if (started.status !== 201) throw new Error(await started.text());
  const { id } = (await started.json()) as { id: string };
  for (;;) {
    const answer = await emulator.handle(new Request(`${url}/${id}?includeDetails=true`, { headers }));
    const { deployResult } = (await answer.json()) as { deployResult: Deployed & { done: boolean } };
    if (deployResult.done) return deployResult;
  }
};
