import { Messages } from '@salesforce/core/messages';
import { isUnderWay } from '../../core/isUnderWay.ts';
import type { RequestsReport, SetupReport } from '../../core/report.ts';
import { presentChecks } from './checks.ts';
import { presentRepaired } from './repaired.ts';
import { table } from './table.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'selfcallout.setup');

export const presentRequests = ({ total, polls }: RequestsReport, durationMs: number): string =>
  `${total - polls} requests and ${polls} polls in ${(durationMs / 1000).toFixed(1)} s`;

/** What a set-up did, for people. */
export const presentSetup = (report: SetupReport): string[] => {
  const components = report.components.map(({ type, fullName, change, problem }) => [
    type,
    fullName,
    problem ? `${change}: ${problem}` : change,
  ]);
  const checks = report.checks.length === 0 ? [] : ['', ...presentChecks(report.checks)];
  const open = report.deploys.filter(isUnderWay);
  return [
    '',
    ...table([['Type', 'Name', 'Change'], ...components]),
    ...presentRepaired(report.repaired, report.dryRun || report.deploys.some(isUnderWay)),
    ...checks,
    ...open.flatMap(({ id }) => ['', messages.getMessage('info.underWay', [id, id, report.org.username])]),
    '',
    presentRequests(report.requests, report.durationMs),
    // The error of a missing consent says it again.
    ...(report.next === undefined || report.authorization.problem ? [] : ['', `Next: ${report.next}`]),
  ];
};
