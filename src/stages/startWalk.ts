import type { AuthorizationReport } from '../core/report.ts';
import type { Walk } from './walk.ts';

/** What the report says of the authorization before any step has changed it. */
const atFirst = ({ request, facts }: Pick<Walk, 'request' | 'facts'>): AuthorizationReport => {
  if (request.dryRun) return { status: 'skipped', how: 'dryRun' };
  const { method, credentialType } = request.settings;
  const kept = (status: string): AuthorizationReport => ({
    status: status === 'Configured' || status === 'Unknown' ? status : 'NotConfigured',
    how: 'kept',
  });
  switch (method) {
    case 'visualforce':
      return { status: 'skipped', how: 'session' };
    case 'jwt-bearer':
      return { status: 'Configured', how: 'certificate' };
    case 'username-password':
      return kept(request.settings.adopted === undefined ? (facts.login ?? 'Absent') : 'Unknown');
    default:
      // No API tells of a legacy credential (L28).
      return credentialType === 'legacy' ? { status: 'Unknown', how: 'kept' } : kept(facts.credential);
  }
};

export const startWalk = (given: Omit<Walk, 'authorization' | 'values' | 'stays' | 'isPending' | 'pair'>): Walk => ({
  ...given,
  authorization: atFirst(given),
  values: {},
  stays: [],
  isPending: false,
});
