import { randomUUID } from 'node:crypto';
import { json, parseJson, restError } from '../http/answer.ts';
import type { OrgState } from '../state/orgState.ts';
import { readFaults } from './readFaults.ts';

const add = async (state: OrgState, request: Request): Promise<Response> => {
  const given = parseJson(new Uint8Array(await request.arrayBuffer()));
  if (given === undefined) return restError(400, 'FAULT_UNREADABLE', 'the body is not JSON');
  const faults = readFaults(given, () => randomUUID().slice(0, 8));
  if ('problem' in faults) return restError(400, 'FAULT_UNREADABLE', faults.problem);
  state.faults = [...state.faults, ...faults];
  return json({ faults }, 201);
};

const drop = (state: OrgState): Response => {
  const removed = state.faults.length;
  state.faults = [];
  return json({ removed });
};

/** Paths of the control endpoint that look after faults, by method and path. */
export const faultRoutes = (
  state: OrgState,
): Readonly<Record<string, (request: Request) => Response | Promise<Response>>> => ({
  'GET /emulator/faults': () => json({ faults: state.faults }),
  'POST /emulator/faults': (request) => add(state, request),
  'DELETE /emulator/faults': () => drop(state),
});
