import { restDateTime } from '../../state/dateTime.ts';
import type { Job } from '../../state/jobs.ts';
import { fields, type ObjectDefinition } from '../objectDefinition.ts';

/** What a deploy job has once it is done; the job itself belongs to `metadata/deploy`. */
type Done = Job & { userId?: string; canceledBy?: string; report?: { status: string } };

const statusOf = ({ canceledBy, report }: Done): string => (canceledBy ? 'Canceled' : (report?.status ?? 'InProgress'));

/** The deploys of the org, under way and done. */
export const deployRequest: ObjectDefinition = {
  name: 'DeployRequest',
  label: 'Deploy Request',
  keyPrefix: '0Af',
  apis: ['tooling'],
  fields: fields('Status:picklist'),
  rows: ({ jobs }) =>
    [...jobs.byId.values()]
      .filter(({ kind }) => kind === 'deploy')
      .map((job) => ({
        Id: job.id,
        Status: statusOf(job),
        CreatedDate: restDateTime(job.createdAt),
        LastModifiedDate: restDateTime(job.dueAt),
        SystemModstamp: restDateTime(job.dueAt),
      })),
  neverCreateable: true,
};
