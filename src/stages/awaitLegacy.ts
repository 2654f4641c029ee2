import type { AuthorizationReport } from '../core/report.ts';
import type { JudgeContext } from '../core/verify/judge.ts';
import type { Ports } from '../ports/ports.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import { calloutUser, isSameUser } from './calloutUser.ts';
import { runChecks } from './runChecks.ts';
import { showPage, type ConsentOptions } from './showPage.ts';
import { waitForConsent } from './waitForConsent.ts';

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

/** Whose callouts the legacy credential already carries, where it works: a new consent shows by another user then. */
export type LegacyConsent = { credential: string; before?: string };

/** Whether the loopback works, and as whom; `user` is undefined where the org does not tell. */
export const legacyState = async (
  { org }: Ports,
  context: JudgeContext,
  signal: AbortSignal,
): Promise<{ works: boolean; user?: string }> => {
  const { proven } = await runChecks(org, context, signal);
  const user = proven ? await calloutUser(org, context.name, signal) : undefined;
  return { works: proven, ...(user === undefined ? {} : { user }) };
};

/** Shows the page on which somebody has to edit and save the legacy credential, and waits until it works. */
export async function* awaitLegacy(
  context: JudgeContext,
  { credential, before }: LegacyConsent,
  ports: Ports,
  options: ConsentOptions,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, AuthorizationReport> {
  const { username } = ports.org;
  const isAsked = (user: string | undefined): boolean => user === undefined || isSameUser(user, username);
  yield* showPage('byHand', await pageOf(ports, credential, signal), ports, options, signal);
  let user: string | undefined;
  const look = async (): Promise<boolean> => {
    const state = await legacyState(ports, context, signal);
    user = state.user;
    return state.works && (user === undefined || user !== before || isAsked(user));
  };
  const problem = yield* waitForConsent(look, ports, { pause, waitMs: options.waitMs }, signal);
  const how = 'byHand';
  if (user !== undefined && !isAsked(user)) {
    return { status: 'Configured', how, problem: 'ConsentWrongUser', consentedBy: user };
  }
  return problem === undefined ? { status: 'Configured', how } : { status: 'NotConfigured', how, problem };
}
