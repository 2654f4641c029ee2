import type { DeployReport } from './report.ts';

/** The statuses of a deploy that has not ended, as the Metadata API has them (wsdl: DeployStatus). */
const OPEN: ReadonlySet<string> = new Set(['Pending', 'InProgress', 'Canceling']);

/** Whether the org still works on a deploy. */
export const isUnderWay = ({ status }: Pick<DeployReport, 'status'>): boolean => OPEN.has(status);
