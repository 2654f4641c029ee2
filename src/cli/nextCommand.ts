import type { SetupReport } from '../core/report.ts';

/** The command to type after a set-up, if there is anything left to do. */
export const nextAfterSetup = ({ outcome, name, org, checks }: SetupReport): string | undefined => {
  const command = (verb: string): string => `sf selfcallout ${verb} --name ${name} --target-org ${org.username}`;
  switch (outcome) {
    case 'proven':
      return undefined;
    case 'planned':
      return command('setup');
    case 'pending':
      return command('verify');
    case 'notProven':
      return checks.find(({ ok, control }) => ok === false && !control)?.next ?? command('setup');
  }
};
