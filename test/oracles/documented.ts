import { describeFinding, type Finding } from './finding.ts';

/** A finding that stays, and why; docs/oracles.md says the same to users. */
export type Documented = { rule: string; path: RegExp; why: string };

export const DOCUMENTED: readonly Documented[] = [
  {
    rule: 'AvoidUnauthorizedApiSessionIdInVisualforce',
    path: /^pages\/\w+Session\.page$/,
    why: 'the page that shows the session id is what the method visualforce consists of',
  },
  {
    rule: 'LimitConnectedAppScope',
    path: /^connectedApps\/\w+\.connectedApp-meta\.xml$/,
    why: 'the user asked for it with --scope full',
  },
];

const covers =
  ({ rule, path }: Documented) =>
  (finding: Finding): boolean =>
    finding.rule === rule && path.test(finding.path);

/** What makes the gate fail: findings that no row documents. */
export const undocumented = (findings: readonly Finding[]): string[] =>
  findings.filter((finding) => !DOCUMENTED.some((row) => covers(row)(finding))).map(describeFinding);

/** Rows that nothing is found for any more. */
export const outdated = (findings: readonly Finding[]): string[] =>
  DOCUMENTED.filter((row) => !findings.some(covers(row))).map(({ rule }) => rule);
