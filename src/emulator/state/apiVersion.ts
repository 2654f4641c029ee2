import type { OrgState } from './orgState.ts';

/** Lowest API version that answers; clients hard-code old ones. The newest ones are those that are listed. */
const OLDEST_VERSION = 31;

/** Whether an org answers at an API version (`NN.0`). */
export const knowsVersion = ({ org }: OrgState, version: string): boolean =>
  /^\d+\.0$/.test(version) && Number(version) >= OLDEST_VERSION && Number(version) <= Number(org.apiVersions.at(-1));
