import type { RemoveReport } from '../../../src/core/remove/removeReport.ts';
import { makeRemovalPort } from '../../../src/org/remove/removalPort.ts';
import type { RemovalPort } from '../../../src/ports/removalPort.ts';
import type { StageEvent } from '../../../src/ports/stageEvent.ts';
import { carryOutRemoval } from '../../../src/stages/remove/carryOutRemoval.ts';
import { planStage } from '../../../src/stages/remove/planStage.ts';
import type { RemoveRequest } from '../../../src/stages/remove/removePorts.ts';
import { collect, type Rig } from '../support.ts';

export type Remove = (request?: Partial<RemoveRequest>) => Promise<{ report: RemoveReport; events: StageEvent[] }>;

/** `remove` without its command: plan and removal, with nobody to ask. `blind`: what the org tells otherwise. */
export const makeRemove = async ({ ports, counter, clock }: Rig, blind: Partial<RemovalPort> = {}): Promise<Remove> => {
  const { Org } = await import('@salesforce/core');
  const connection = (await Org.create({ aliasOrUsername: 'org' })).getConnection();
  connection.setApiVersion(ports.org.apiVersion);
  const { signal } = new AbortController();
  const all = { org: ports.org, clock, removal: { ...makeRemovalPort(connection, counter, clock, 1000), ...blind } };
  const usual: RemoveRequest = {
    name: 'SelfCallout',
    keepsApex: false,
    dryRun: false,
    force: false,
    testLevel: undefined,
    runTests: [],
    waitMs: 60_000,
  };
  return async (request = {}) => {
    const planned = await collect(planStage({ ...usual, ...request }, all, signal));
    const { report, events } = await collect(carryOutRemoval(planned.report, signal));
    return { report, events: [...planned.events, ...events] };
  };
};
