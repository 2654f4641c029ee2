import type { ApexHost } from '../apex/host.ts';
import type { OrgState } from '../state/orgState.ts';

/** A host with the means to take back its DML, as a transaction that fails is. */
export const undoable = (_state: OrgState, host: ApexHost): { host: ApexHost; undo: () => void } => ({
  host,
  undo: host.savepoint?.() ?? ((): void => undefined),
});
