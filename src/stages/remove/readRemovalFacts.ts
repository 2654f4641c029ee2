import type { MetadataName } from '../../core/metadataName.ts';
import type { OrgComponent } from '../../core/facts.ts';
import { componentNames } from '../../core/names.ts';
import { appMembers, appNames } from '../../core/plan/appVariants.ts';
import { isVariantOf } from '../../core/plan/suffix.ts';
import { possibleComponents } from '../../core/plan/superfluous.ts';
import { keyOf } from '../../core/remove/findUses.ts';
import type { ApexJob, Assignment, PermissionSetGroup, RemovalFacts } from '../../core/remove/removal.ts';
import { REMOVED_TYPES } from '../../core/remove/removalOrder.ts';
import type { OrgRow, QueryAnswer } from '../../ports/orgPort.ts';
import { isInVersion } from '../readFacts.ts';
import { orgOf } from '../people.ts';
import { retrievedComponent } from '../retrieved.ts';
import type { RemovePorts } from './removePorts.ts';

/** One listMetadata call (L58): what may point at our credentials, and Auth Providers under other suffixes (L13). */
const LISTED = ['NamedCredential', 'ExternalCredential', 'AuthProvider'] as const;

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

const queriesFor = (permissionSets: readonly string[], classes: readonly string[]): Record<string, string> => ({
  org: 'SELECT Id, Name, IsSandbox, OrganizationType, NamespacePrefix, TrialExpirationDate FROM Organization LIMIT 1',
  assignments:
    'SELECT Id, Assignee.Username, PermissionSet.Name FROM PermissionSetAssignment ' +
    `WHERE PermissionSet.Name IN (${quoted(permissionSets)})`,
  groups:
    'SELECT PermissionSetGroup.DeveloperName, PermissionSet.Name FROM PermissionSetGroupComponent ' +
    `WHERE PermissionSet.Name IN (${quoted(permissionSets)})`,
  jobs:
    'SELECT Id, Status, ApexClass.Name, CronTriggerId FROM AsyncApexJob ' +
    `WHERE ApexClass.Name IN (${quoted(classes)})`,
  schedules: 'SELECT Id, CronJobDetail.Name FROM CronTrigger',
});

const rowsOf = (answer: QueryAnswer | undefined): readonly OrgRow[] => (answer && 'rows' in answer ? answer.rows : []);

const textAt = (row: OrgRow, ...path: readonly string[]): string => {
  let value: OrgRow[string] = row;
  for (const field of path) value = typeof value === 'object' && value !== null ? (value[field] ?? null) : null;
  return typeof value === 'string' ? value : '';
};

const FINISHED: ReadonlySet<string> = new Set(['Completed', 'Aborted', 'Failed']);

/** A schedule of another name is not ours, whatever class it runs. */
const isProbe = (loopback: string, className: string, cron: string, schedule: string | undefined): boolean =>
  className === componentNames(loopback).jobs &&
  (cron === '' || (schedule?.startsWith(`${loopback} verify `) ?? false));

const jobsOf = (loopback: string, answers: Record<string, QueryAnswer>): ApexJob[] => {
  const schedules = new Map(
    rowsOf(answers['schedules']).map((row) => [textAt(row, 'Id'), textAt(row, 'CronJobDetail', 'Name')]),
  );
  return rowsOf(answers['jobs']).map((row) => {
    const [cron, schedule] = [textAt(row, 'CronTriggerId'), schedules.get(textAt(row, 'CronTriggerId'))];
    const className = textAt(row, 'ApexClass', 'Name');
    return {
      id: textAt(row, 'Id'),
      className,
      isProbe: isProbe(loopback, className, cron, schedule),
      isPending: !FINISHED.has(textAt(row, 'Status')),
      ...(schedule === undefined ? {} : { name: `${schedule} (${cron})` }),
    };
  });
};

const assignmentsOf = (answers: Record<string, QueryAnswer>): Assignment[] =>
  rowsOf(answers['assignments']).map((row) => ({
    id: textAt(row, 'Id'),
    permissionSet: textAt(row, 'PermissionSet', 'Name'),
    username: textAt(row, 'Assignee', 'Username'),
  }));

const groupsOf = (answers: Record<string, QueryAnswer>): PermissionSetGroup[] =>
  rowsOf(answers['groups']).map((row) => ({
    group: textAt(row, 'PermissionSetGroup', 'DeveloperName'),
    permissionSet: textAt(row, 'PermissionSet', 'Name'),
  }));

/** What the queries did not answer, by what they are about. */
export type ReadRemoval = { facts: RemovalFacts; namespacePrefix: string | null; unanswered: readonly string[] };

/**
 * What a removal has to know: a list, a retrieve job, five queries in one composite request, one to Connect, three for the
 * code of the org and one for what depends on ours.
 */
export const readRemovalFacts = async (
  name: string,
  { org, removal }: RemovePorts,
  signal: AbortSignal,
): Promise<ReadRemoval> => {
  const names = componentNames(name);
  const listed = await org.listMetadata(LISTED, signal);
  const pointers = listed.filter(({ type }) => type !== 'AuthProvider');
  const providers = listed.filter(({ type, fullName }) => type === 'AuthProvider' && isVariantOf(name, fullName));
  const possible = possibleComponents(name).filter(
    ({ type }) => REMOVED_TYPES.has(type) && isInVersion(type, org.apiVersion),
  );
  // A rotation leaves the app, and its certificate, under another name.
  const others = appNames(name).filter((app) => app !== name);
  const certificates = others.map((fullName) => ({ type: 'Certificate', fullName }));
  const rotated = [...appMembers(others), ...certificates].filter(({ type }) => isInVersion(type, org.apiVersion));
  const members = [
    ...new Map(
      [...possible, ...pointers, ...providers, ...rotated].map(({ type, fullName }): [string, MetadataName] => [
        keyOf({ type, fullName }),
        { type, fullName },
      ]),
    ).values(),
  ];
  const classes = possible.filter(({ type }) => type === 'ApexClass').map(({ fullName }) => fullName);
  const [files, answers, credentialUsers, sources] = await Promise.all([
    org.retrieve(members, signal),
    org.query(queriesFor([names.permissionSet, names.appPermissionSet], classes), signal),
    removal.credentialUsers(names.externalCredential, signal),
    removal.sources(signal),
  ]);
  const components = new Map(
    members.flatMap((member): [string, OrgComponent][] => {
      const component = retrievedComponent(files, member);
      return component ? [[keyOf(member), component]] : [];
    }),
  );
  const ids = sources.filter((source) => components.has(keyOf(source))).map(({ id }) => id);
  const dependencies = await removal.dependencies(ids, signal);
  const { isProduction, namespacePrefix } = orgOf(answers['org'], org.instanceUrl);
  const failed = Object.entries(answers).flatMap(([what, answer]) => ('rows' in answer ? [] : [what]));
  return {
    facts: {
      instanceUrl: org.instanceUrl,
      username: org.username,
      components,
      sources,
      dependencies,
      credentialUsers,
      assignments: assignmentsOf(answers),
      groups: groupsOf(answers),
      jobs: jobsOf(name, answers),
      isProduction,
    },
    namespacePrefix,
    unanswered: [...failed, ...(dependencies === undefined ? ['dependencies'] : [])],
  };
};
