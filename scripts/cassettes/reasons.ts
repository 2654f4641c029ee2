import type { Difference } from './compareShapes.ts';

type Reason = { line: RegExp; path: RegExp; kind: Difference['kind']; reason: string };

const DESCRIBE = /^GET \S+\/sobjects\/\w+\/describe$/;

/** Differences that stay, and why. */
const REASONS: readonly Reason[] = [
  {
    line: /^GET \S+\/query\/\?q=SELECT Id, AccountNumber, /,
    path: /^records\[\]\.RecordTypeId$/,
    kind: 'missing',
    reason:
      'gap: the recorded org has a record type on Account; there are none here, and an org without any lacks the column',
  },
  {
    line: / FROM InstalledSubscriberPackage$/,
    path: /^records$/,
    kind: 'empty',
    reason: 'gap: the recorded org has a package; nothing installs one here',
  },
  {
    line: DESCRIBE,
    path: /^fields\[\]\.picklistValues$/,
    kind: 'empty',
    reason: 'gap: picklists of standard objects take any text here, so that there are no values to list',
  },
  {
    line: DESCRIBE,
    path: /^childRelationships$/,
    kind: 'empty',
    reason: 'gap: none of the objects that refer to this one is emulated',
  },
  {
    line: DESCRIBE,
    path: /^(associateEntityType|associateParentEntity|sobjectDescribeOption)$/,
    kind: 'extra',
    reason: 'the recording is of API version 48.0, which had no such member; those of later versions have it',
  },
  {
    line: DESCRIBE,
    path: /^urls\.defaultValues$/,
    kind: 'missing',
    reason: 'the recording is of API version 48.0; those of later versions have no such address',
  },
  {
    line: /\/sobjects\/Custom__c\/describe$/,
    path: /^urls\./,
    kind: 'extra',
    reason: 'all addresses were taken out of this recording by hand',
  },
  {
    line: /\/sobjects\/Organization\/ID$/,
    path: /^DelegatedAuthenticationServiceUrl$/,
    kind: 'missing',
    reason: 'orgs with delegated authentication have this field; another recording, of an org without, lacks it, too',
  },
];

export const reasonOf = (line: string, { path, kind }: Difference): string | undefined =>
  REASONS.find((row) => row.kind === kind && row.line.test(line) && row.path.test(path))?.reason;
