import type { ContextReport, VerifyReport } from '../report.ts';

export type Fact = readonly [label: string, value: string];

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export const OUTCOMES: Readonly<Record<VerifyReport['outcome'], string>> = {
  proven: 'proven',
  notProven: 'not proven',
  pending: 'pending',
};

/** Who verified what, when and how. */
export const factsOf = (report: VerifyReport): Fact[] => {
  const { org, method, scopes, requests, adopted = [] } = report;
  return [
    ['Verified by', org.username],
    ['When', `${report.startedAt.slice(0, 19).replace('T', ' ')} UTC`],
    ['Org', org.id],
    ['Instance', org.instanceUrl],
    ['API version', org.apiVersion],
    ['Method', method ?? 'could not be read'],
    ...(adopted.length === 0
      ? []
      : [['Takes over', adopted.map(({ type, fullName }) => `${type} ${fullName}`).join(', ')] as const]),
    ['Scopes', scopes.length === 0 ? 'none, or they could not be read' : scopes.join(', ')],
    ['Took', seconds(report.durationMs)],
    ['Requests', requests.polls === 0 ? `${requests.total}` : `${requests.total}, of which ${requests.polls} polls`],
  ];
};

const STATES: Readonly<Record<ContextReport['state'], string>> = {
  ran: 'ran',
  notGranted: 'not granted',
  notReachable: 'not reachable',
  pending: 'pending',
};

/** What is known of the Apex transaction of one context. */
export const contextFactsOf = ({ state, queuedMs, runMs, requestId, jobId }: ContextReport): Fact[] => [
  ['State', STATES[state]],
  ...(queuedMs === undefined ? [] : [['Queued', seconds(queuedMs)] as const]),
  ...(runMs === undefined ? [] : [['Ran', seconds(runMs)] as const]),
  ...(requestId === undefined ? [] : [['Apex request id', requestId] as const]),
  ...(jobId === undefined ? [] : [['Apex job id', jobId] as const]),
];

/** What stays in the org (L64). */
export const LEFT_BEHIND =
  'Finished rows in Apex Jobs; nobody can delete them, Salesforce does after seven days (L64).';
export const NOTHING_LEFT = 'Nothing.';
