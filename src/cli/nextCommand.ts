import { METHOD_ROWS } from '../core/methods/methods.ts';
import type { Method } from '../core/settings.ts';
import type { SetupReport } from '../core/report.ts';

/** The command to type after a set-up, if there is anything left to do. */
export const nextAfterSetup = ({
  outcome,
  name,
  org,
  checks,
  method,
  authorization,
}: SetupReport): string | undefined => {
  const command = (verb: string): string => `sf selfcallout ${verb} --name ${name} --target-org ${org.username}`;
  switch (outcome) {
    case 'proven':
      return undefined;
    case 'planned':
      return command('setup');
    case 'pending':
      return METHOD_ROWS[method as Method].needsConsent && authorization.status !== 'Configured'
        ? command('authorize')
        : command('verify');
    case 'notProven':
      return checks.find(({ ok, control }) => ok === false && !control)?.next ?? command('setup');
  }
};
