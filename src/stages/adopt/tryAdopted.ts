import type { Candidate } from '../../core/adopt/candidates.ts';
import { NO_SESSION_ID, readTrial, type Trial, trialBlock } from '../../core/adopt/trial.ts';
import { METHOD_ROWS } from '../../core/methods/methods.ts';
import { causeOf } from '../../core/verify/judge.ts';
import type { OrgPort } from '../../ports/orgPort.ts';

/**
 * `untried`: the CLI user may not use it yet, or has not consented yet: the proof at the end tells. `unsaved`: a legacy
 * credential that somebody has to save by hand first (L28).
 */
export type Tried = { kind: 'works' } | { kind: 'untried' | 'unsaved' } | { kind: 'broken'; why: string };

const NOT_YET: ReadonlySet<string> = new Set(['noPrincipalAccess', 'notConfigured']);

const judge = ({ status = 0, orgId, problem }: Trial, orgIdOfLogin: string, needsConsent: boolean): Tried => {
  if (problem === NO_SESSION_ID) return { kind: 'untried' };
  if (problem !== undefined) {
    const { id } = causeOf({ id: '', context: '', status: 0, durationMs: 0, at: 0, message: problem });
    if (id === 'noLegacyToken') return { kind: 'unsaved' };
    const isNotYet = NOT_YET.has(id) && (id !== 'notConfigured' || needsConsent);
    return isNotYet ? { kind: 'untried' } : { kind: 'broken', why: problem };
  }
  if (status !== 200) return { kind: 'broken', why: `the org answers its token with HTTP ${status}` };
  const isHere = (orgId ?? '').slice(0, 15) === orgIdOfLogin.slice(0, 15);
  return isHere
    ? { kind: 'works' }
    : { kind: 'broken', why: `it calls another org, ${orgId ?? 'which does not say which'} (L66)` };
};

/** Calls this org through a candidate, which changes nothing, to know before the first change whether it works. */
export const tryAdopted = async (org: OrgPort, { adopted, way }: Candidate, signal: AbortSignal): Promise<Tried> => {
  const ran = await org.runAnonymous(trialBlock(adopted), signal);
  const trial = readTrial(ran.log);
  if (trial === undefined) return { kind: 'broken', why: ran.problem ?? 'the trial left no line in its debug log' };
  return judge(trial, org.orgId, way !== undefined && METHOD_ROWS[way.method].needsConsent);
};
