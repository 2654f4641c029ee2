import { isUnderWay } from '../core/isUnderWay.ts';
import { METHOD_ROWS } from '../core/methods/methods.ts';
import type { Method } from '../core/settings.ts';
import type { AuthorizationReport, AuthorizeReport, SetupReport } from '../core/report.ts';
import { typedCommand, waits } from './typedCommand.ts';

type Verb = 'setup' | 'authorize' | 'verify';

/** `authorize` as it goes on after a missing consent; a legacy credential keeps the tokens of the wrong user (L28). */
const resumeConsent = (authorize: string, { status }: AuthorizationReport): string =>
  status === 'Configured' ? `${authorize} --renew` : authorize;

/** The command to type after `authorize`; `say` makes one about the same loopback, with those flags that `isKept` says. */
export const nextAfterAuthorize = (
  { outcome, method, authorization, deploys = [] }: AuthorizeReport,
  say: (verb: Verb, isKept: (flag: string, input: string) => boolean) => string,
): string => {
  if (deploys.some(isUnderWay)) return say('authorize', waits);
  if (outcome !== 'pending' || !METHOD_ROWS[method as Method].needsConsent) {
    return say('verify', (flag) => flag === 'api-version');
  }
  // Tokens that were to be renewed are gone already; and whoever types it is there to be asked.
  const again = say('authorize', (flag, input) => !['renew', 'no-prompt'].includes(flag) && waits(flag, input));
  return resumeConsent(again, authorization);
};

/** The command to type after a set-up, if there is anything left to do; `say` makes one about the same loopback. */
export const nextAfterSetup = (
  { outcome, name, org, checks, method, authorization, deploys }: SetupReport,
  say: (verb: Verb) => string = (verb) => typedCommand(verb, [], { name, org: org.username }),
): string | undefined => {
  switch (outcome) {
    case 'proven':
      return undefined;
    case 'planned':
      return say('setup');
    case 'pending':
      if (deploys.some(isUnderWay)) return say('setup');
      return METHOD_ROWS[method as Method].needsConsent &&
        (authorization.problem !== undefined || authorization.status !== 'Configured')
        ? resumeConsent(say('authorize'), authorization)
        : say('verify');
    case 'notProven':
      return checks.find(({ ok, control }) => ok === false && !control)?.next ?? say('setup');
  }
};
