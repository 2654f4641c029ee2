import type { Ports } from '../ports/ports.ts';
import type { JudgeContext } from '../core/verify/judge.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import { showPage, type ConsentOptions } from './awaitConsent.ts';
import { countDown } from './countDown.ts';
import { runChecks } from './runChecks.ts';

/** Each look runs every check, since no API tells whether a legacy credential is authenticated (L28). */
const pause = 10_000;

const setupHome = '/lightning/setup/NamedCredential/home';

/** Setup's page of a named credential, or the list of them where its id cannot be read. */
const pageOf = async ({ org }: Ports, name: string, signal: AbortSignal): Promise<string> => {
  const { found } = await org.query(
    { found: `SELECT Id FROM NamedCredential WHERE DeveloperName = '${name}' LIMIT 1` },
    signal,
  );
  const id = found !== undefined && 'rows' in found ? found.rows[0]?.['Id'] : undefined;
  const path =
    typeof id === 'string'
      ? `/lightning/setup/NamedCredential/page?address=${encodeURIComponent(`/${id}?setupid=NamedCredential`)}`
      : setupHome;
  return `${org.instanceUrl}${path}`;
};

/** Shows the page on which somebody has to edit and save the legacy credential, and waits until it works; false when it does not. */
export async function* awaitLegacy(
  context: JudgeContext,
  credential: string,
  ports: Ports,
  options: ConsentOptions,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, boolean> {
  const { org, clock } = ports;
  yield* showPage('byHand', await pageOf(ports, credential, signal), ports, options, signal);
  const deadline = clock.now() + options.waitMs;
  for (;;) {
    if ((await runChecks(org, context, signal)).proven) return true;
    if (clock.now() >= deadline) return false;
    yield* countDown(clock, pause, deadline, signal);
  }
}
