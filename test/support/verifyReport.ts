import type { ProbeRow } from '../../src/core/probeRow.ts';
import type { VerifyReport } from '../../src/core/report.ts';
import type { Method } from '../../src/core/settings.ts';
import { CHECKS } from '../../src/core/verify/checks.ts';
import { CONTEXTS } from '../../src/core/verify/contexts.ts';
import { foldMatrix, type Found, type Missing } from '../../src/core/verify/foldMatrix.ts';
import { outcomeOf } from '../../src/core/verify/judge.ts';

const ORG = '00D000000000001EAA';
const STARTED = Date.UTC(2026, 10, 22, 9, 30);
const FIRST_JOB = 101;

export type Happened = {
  method?: Method;
  name?: string;
  /** What differs from a callout that came back. */
  row?: (id: string, context: string) => Partial<ProbeRow>;
  /** Contexts of which nothing came back. */
  missing?: Readonly<Record<string, Missing>>;
};

const isControl = (id: string): boolean => id.startsWith('sessionId');

const rowsOf = (context: string, index: number, { row = () => ({}) }: Happened): ProbeRow[] => {
  const at = STARTED + 1000 * index;
  const isJob = ['queueable', 'batch', 'scheduled', 'future'].includes(context);
  const line = { context, status: 0, durationMs: 0 };
  const jobId = isJob ? { jobId: `707000000000${FIRST_JOB + index}AAA` } : {};
  const lightning = context === 'lightning' ? { status: 401, errorCode: 'INVALID_SESSION_ID' } : {};
  return [
    ...(isJob ? [{ ...line, id: 'start', at, ...jobId }] : []),
    { ...line, id: 'begin', at: at + 700, requestId: `4xR${index}kGcZ-request-id`, ...jobId },
    ...CHECKS.map(({ id, namesOrg }, place) => ({
      ...{ ...line, id, status: 200, durationMs: 30 + 7 * place, at: at + 720 },
      ...(namesOrg ? { orgId: ORG } : {}),
      ...(isControl(id) ? lightning : {}),
      ...row(id, context),
    })),
    { ...line, id: 'end', at: at + 1400, rows: CHECKS.length },
  ];
};

/** What `verify` reports of a loopback in an org to which this happened; of a healthy one by default. */
export const verifyReport = (happened: Happened = {}): VerifyReport => {
  const { method = 'client-credentials', name = 'SelfCallout', missing = {} } = happened;
  const found = CONTEXTS.map((context, index): Found => {
    const lacks = missing[context.id];
    return lacks ? { context, rows: [], missing: lacks } : { context, rows: rowsOf(context.id, index, happened) };
  });
  const username = 'me@acme.example';
  const { contexts, checks } = foldMatrix(found, CHECKS, { name, orgId: ORG, targetOrg: username, method });
  const outcome = outcomeOf(checks);
  const next = checks.find(({ ok, control }) => ok === false && !control)?.next;
  return {
    schemaVersion: 1,
    name,
    org: { username, id: ORG, instanceUrl: 'https://acme.my.salesforce.com', apiVersion: '67.0' },
    method,
    scopes: ['Api', 'RefreshToken'],
    startedAt: new Date(STARTED).toISOString(),
    contexts,
    checks,
    leftBehind: contexts.flatMap(({ context, jobId }) =>
      jobId === undefined ? [] : [{ id: jobId, type: 'Queueable', status: 'Completed', context }],
    ),
    requests: { total: 31, polls: 9, byStage: { verify: 31 } },
    durationMs: 9_400,
    outcome,
    proven: outcome === 'proven',
    ...(outcome === 'proven' || next === undefined ? {} : { next }),
  };
};

/** A loopback whose app is unknown at the token endpoint. */
export const tokenRefused: Happened = {
  row: (id) =>
    isControl(id)
      ? {}
      : {
          status: 0,
          exceptionType: 'System.CalloutException',
          message:
            'Unable to fetch the OAuth token. Error: invalid_client. Error description: invalid client credentials.',
        },
};

/** Some of everything: a permission that is missing, an API that is down, a job that waits, Lightning out of reach. */
export const ofAllKinds: Happened = {
  row: (id, context) => {
    if (id === 'limits') return { status: 403, errorCode: 'INSUFFICIENT_ACCESS', message: 'View Setup is missing' };
    if (id === 'graphql' && context === 'batch')
      return { status: 0, exceptionType: 'System.CalloutException', message: 'Read timed out' };
    if (id === 'soapPartner' && context === 'batch') return { status: 500, errorCode: 'sf:INVALID_SESSION_ID' };
    return {};
  },
  missing: {
    scheduled: {
      state: 'pending',
      why: 'Its job 707000000000104AAA has not ended yet: it is queued.',
      next: 'sf selfcallout verify --name SelfCallout --target-org me@acme.example --context scheduled --wait 20',
      jobId: '707000000000104AAA',
    },
    lightning: {
      state: 'notReachable',
      why: 'Lightning cannot be reached from here, so this says nothing of it (no answer).',
      next: 'sf org open --target-org me@acme.example',
    },
  },
};
