import { makeRotationPort } from '../../../src/org/rotate/rotationPort.ts';
import type { RotateReport } from '../../../src/core/rotate/rotateReport.ts';
import type { StageEvent } from '../../../src/ports/stageEvent.ts';
import { rotatePipeline } from '../../../src/stages/rotate/rotatePipeline.ts';
import type { RotateRequest } from '../../../src/stages/rotate/rotation.ts';
import { collect, type Rig } from '../support.ts';

export type RotateRun = { report: RotateReport; events: StageEvent[] };

const connect = async (apiVersion: string): Promise<ReturnType<typeof makeRotationPort>> => {
  const { Org } = await import('@salesforce/core');
  const connection = (await Org.create({ aliasOrUsername: 'org' })).getConnection();
  connection.setApiVersion(apiVersion);
  return makeRotationPort(connection);
};

/** Rotates the loopback of the rig. */
export const rotate = async (
  rig: Rig,
  request: Partial<RotateRequest> = {},
  signal?: AbortSignal,
): Promise<RotateRun> => {
  const rotation = await connect(rig.ports.org.apiVersion);
  const asked = {
    name: 'SelfCallout',
    waitMs: 60_000,
    isAsync: false,
    browser: true,
    confirm: () => Promise.resolve(true),
    ...request,
  };
  return collect(rotatePipeline(asked, { ...rig.ports, rotation }, signal ?? new AbortController().signal));
};
