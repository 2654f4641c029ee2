import { Messages } from '@salesforce/core';
import type { Use } from '../../core/remove/removal.ts';
import type { Remains, RemoveReport } from '../../core/remove/removeReport.ts';
import { presentRequests } from './setup.ts';
import { table } from './table.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'selfcallout.remove');

/** Lines of one kind that people read; all others are in the JSON. */
const most = 10;

const useTexts = (uses: readonly Use[]): string[] =>
  [...Map.groupBy(uses, ({ kind }) => kind)].flatMap(([kind, all]) => [
    ...all.slice(0, most).map(({ by, of }) => `- ${messages.getMessage(`use.${kind}`, [by, of])}`),
    ...(all.length > most ? [`- ${messages.getMessage('use.more', [all.length - most])}`] : []),
  ]);

const remainsText = (each: Remains): string =>
  messages.getMessage(`remains.${each.kind}`, [each.kind === 'urlSuffix' ? each.name : each.count]);

const outcomeText = ({ outcome, name, org, deploys }: RemoveReport): string[] => {
  switch (outcome) {
    case 'absent':
      return ['', messages.getMessage('info.absent', [name, org.username])];
    case 'declined':
      return ['', messages.getMessage('info.declined')];
    case 'pending':
      return ['', messages.getMessage('info.pending', [deploys.at(-1)?.id ?? ''])];
    default:
      return [];
  }
};

/** What a removal did, or why it did nothing, for people. */
export const presentRemove = (report: RemoveReport): string[] => {
  const { components, uses, remains, project, outcome } = report;
  const rows = components.map(({ type, fullName, change }) => [type, fullName, change]);
  const showsRemains = outcome === 'removed' || outcome === 'planned';
  return [
    ...(rows.length === 0 ? [] : ['', ...table([['Type', 'Name', 'Change'], ...rows])]),
    ...outcomeText(report),
    ...(report.probeJobs.length === 0
      ? []
      : ['', messages.getMessage('info.probeJobs', [report.probeJobs.join(', ')])]),
    ...(outcome === 'inUse' ? ['', messages.getMessage('info.inUse'), ...useTexts(uses)] : []),
    ...(showsRemains && remains.length > 0 ? ['', ...remains.map(remainsText)] : []),
    ...(project === undefined ? [] : ['', messages.getMessage('info.project', [project.outputDir, project.manifest])]),
    '',
    presentRequests(report.requests, report.durationMs),
    ...(report.next === undefined ? [] : ['', `Next: ${report.next}`]),
  ];
};
