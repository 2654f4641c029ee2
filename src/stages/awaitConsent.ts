import { fail } from '../core/failure.ts';
import type { AuthorizationReport } from '../core/report.ts';
import type { ConsentAddress } from '../ports/orgPort.ts';
import type { Ports } from '../ports/ports.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import { calloutUser, isSameUser } from './calloutUser.ts';
import { showPage, type ConsentOptions } from './showPage.ts';
import { waitForConsent } from './waitForConsent.ts';

const pause = 3_000;

/** The consent URL, which must lead to this very org: whatever it says is opened in a browser. */
const checkedUrl = (url: string, instanceUrl: string): string => {
  const origin = URL.canParse(url) ? new URL(url).origin : '';
  return origin === new URL(instanceUrl).origin ? url : fail('ConsentElsewhere', { host: origin, url: instanceUrl });
};

/**
 * For the loopback `name`: asks the org where the CLI's user consents, shows the page, and waits until the credential
 * has its tokens (L26). Tokens that turn out to be another user's are dropped: everybody's callouts would run as
 * somebody who was not asked.
 */
export async function* awaitConsent(
  name: string,
  at: ConsentAddress,
  ports: Ports,
  options: ConsentOptions,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, AuthorizationReport> {
  const { org } = ports;
  const url = checkedUrl(await org.consentUrl(at, signal), org.instanceUrl);
  yield* showPage('connect', url, ports, options, signal);
  const look = async (): Promise<boolean> => (await org.credentialStatus(at, signal)) === 'Configured';
  const problem = yield* waitForConsent(look, ports, { pause, waitMs: options.waitMs }, signal);
  if (problem !== undefined) return { status: 'NotConfigured', how: 'consent', problem };
  const consentedBy = await calloutUser(org, name, signal);
  if (consentedBy === undefined || isSameUser(consentedBy, org.username)) {
    return { status: 'Configured', how: 'consent' };
  }
  await org.dropCredential(at, signal);
  return { status: 'NotConfigured', how: 'consent', problem: 'ConsentWrongUser', consentedBy };
}
