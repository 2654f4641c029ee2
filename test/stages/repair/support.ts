import { createServer, type Server } from 'node:http';
import type { AuthorizeReport } from '../../../src/core/report.ts';
import { authorizePipeline, type AuthorizeRequest } from '../../../src/stages/authorizePipeline.ts';
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import type { StageEvent } from '../../../src/ports/stageEvent.ts';
import { makeHuman } from '../../../scripts/human.ts';
import { collect, makeRig, rigOf, type Rig } from '../support.ts';

export type Choice = NonNullable<Parameters<Rig['setup']>[0]>;

/** Every method, and the recipe of the blog posts. */
export const choices: readonly Choice[] = [
  { method: 'client-credentials' },
  { method: 'auth-provider' },
  { method: 'auth-provider', appType: 'connected-app', credentialType: 'legacy' },
  { method: 'jwt-bearer' },
  { method: 'identity-provider' },
  { method: 'username-password' },
  { method: 'visualforce' },
];

/** What somebody sent to a host that is none of the org's. */
export type Received = { method: string; path: string; headers: string; body: string };

/** The person at the browser that a set-up opens. */
export const sitDown = (rig: Rig, username = CLI_USERNAME): void => {
  const human = makeHuman(username, rig.emulator.adminPassword);
  // Whose connection is cut sees nothing, and does not know what came of it.
  rig.ports.browser = {
    open: (url) =>
      human.consent(url).then(
        () => true,
        () => false,
      ),
  };
};

/** A server at the address that the source org had, which writes down all that it gets and gives everybody a token. */
const listenAt = async (url: string): Promise<{ received: Received[]; close: () => Promise<void> }> => {
  const received: Received[] = [];
  const server: Server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      received.push({
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: JSON.stringify(incoming.headers),
        body: Buffer.concat(chunks).toString(),
      });
      outgoing.setHeader('content-type', 'application/json');
      outgoing.end('{"access_token":"foreign","token_type":"Bearer"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(Number(new URL(url).port), '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { received, close };
};

export type Scene = { rig: Rig; received: Received[]; close: () => Promise<void> };

export type Event = 'refresh' | 'another My Domain';

const switches = { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed' } as const;

/** An org in which the loopback is proven; its address is free again. */
export const proven = async (choice: Choice, options: EmulatorOptions = {}): Promise<{ rig: Rig; url: string }> => {
  const rig = await makeRig({ switches, ...options });
  sitDown(rig, CLI_USERNAME);
  const { report } = await rig.setup({ ...choice, browser: true });
  if (!report.proven) throw new Error(`the source is ${report.outcome}: ${JSON.stringify(report.checks)}`);
  const { url } = rig.emulator.state.org;
  await rig.leave();
  return { rig, url };
};

/** What becomes of that org: its sandbox after a refresh, or itself at another address; another server is where it was. */
export const after = async (
  event: Event,
  { rig: source, url }: Awaited<ReturnType<typeof proven>>,
  options: EmulatorOptions = {},
): Promise<Scene> => {
  const stranger = await listenAt(url);
  const sandboxOf = { source: source.emulator.state, name: 'dev' };
  const rig =
    event === 'refresh'
      ? await makeRig({ switches, sandboxOf, ...options }, '66.0', source.clock)
      : await rigOf(source.emulator, '66.0', source.clock);
  sitDown(rig, event === 'refresh' ? `${CLI_USERNAME}.dev` : CLI_USERNAME);
  const close = async (): Promise<void> => {
    await rig.close();
    await stranger.close();
  };
  return { rig, received: stranger.received, close };
};

export const noticesOf = (events: readonly StageEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'warning' ? [event.notice.id] : []));

/** A project in memory around the rig's loopback. */
export const projectIn = (rig: Rig): Map<string, string> => {
  const files = new Map<string, string>();
  rig.ports.files = {
    target: { outputDir: '.' },
    read: (paths) => new Map([...files].filter(([path]) => paths.includes(path))),
    write: (texts) => texts.forEach((text, path) => files.set(path, text)),
  };
  return files;
};

export const authorize = (
  rig: Rig,
  more: Partial<AuthorizeRequest> = {},
): Promise<{ report: AuthorizeReport; events: StageEvent[] }> =>
  collect(
    authorizePipeline(
      { name: 'SelfCallout', principal: 'Main', waitMs: 60_000, browser: true, renew: false, ...more },
      rig.ports,
      new AbortController().signal,
    ),
  );
