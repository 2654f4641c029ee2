import type { OrgState } from '../../src/emulator/state/orgState.ts';

/** Moving parts, which no copy has: and jobs, which hold promises: they stay the org's own. */
const MOVING: ReadonlySet<string> = new Set(['apexQueue', 'jobs', 'streams']);

/** Keeps what an org is at this moment; the answer puts it back, as often as it is called, as if nothing had happened. */
export const keepState = (state: OrgState): (() => void) => {
  const data = (): Partial<OrgState> =>
    Object.fromEntries(
      Object.entries(state).filter(([name, value]) => typeof value !== 'function' && !MOVING.has(name)),
    );
  const kept = structuredClone(data());
  return () => void Object.assign(state, structuredClone(kept));
};
