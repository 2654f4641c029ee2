import type { Emulator } from '../../../src/emulator/emulator.ts';
import { openSession } from '../../../src/emulator/state/sessions.ts';
import { userNamed } from '../../../src/emulator/state/users.ts';

export type Answer = { status: number; body: unknown };

type Options = { method?: string; body?: unknown; token?: string; headers?: Record<string, string> };

/** A REST request, by the CLI user unless a token says otherwise. Objects go as JSON, texts as they are. */
export const ask = async (emulator: Emulator, path: string, options: Options = {}): Promise<Answer> => {
  const { method = 'GET', body, token = emulator.adminToken, headers = {} } = options;
  const response = await emulator.handle(
    new Request(emulator.state.org.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text };
};

export const query = (emulator: Emulator, soql: string, token?: string): Promise<Answer> =>
  ask(emulator, `/services/data/v66.0/query?q=${encodeURIComponent(soql)}`, token === undefined ? {} : { token });

export const tooling = (emulator: Emulator, soql: string, token?: string): Promise<Answer> =>
  ask(
    emulator,
    `/services/data/v66.0/tooling/query?q=${encodeURIComponent(soql)}`,
    token === undefined ? {} : { token },
  );

export const recordsOf = (answer: Answer): Array<Record<string, unknown>> =>
  (answer.body as { records: Array<Record<string, unknown>> }).records;

/** Error code and message of a REST refusal. */
export const errorOf = ({ body }: Answer): { errorCode: string; message: string } => {
  const [first] = body as Array<{ errorCode: string; message: string }>;
  return { errorCode: first?.errorCode ?? '', message: first?.message ?? '' };
};

/** A token of a user, as the token endpoint would give it. */
export const tokenOf = (emulator: Emulator, username: string): string =>
  openSession(emulator.state, { userId: userNamed(emulator.state, username).Id, scopes: ['api'], kind: 'oauth' }).token;

/** A request to the token endpoint. */
export const askToken = (
  emulator: Emulator,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> =>
  ask(emulator, '/services/oauth2/token', {
    method: 'POST',
    body: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: '', ...headers },
  });
