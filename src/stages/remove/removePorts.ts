import type { Ports } from '../../ports/ports.ts';
import type { RemovalPort } from '../../ports/removalPort.ts';

/** Everything outside that a removal uses. */
export type RemovePorts = Pick<Ports, 'org' | 'clock'> & { removal: RemovalPort };

/** What `remove` is asked to do, once flags are read. */
export type RemoveRequest = {
  name: string;
  keepsApex: boolean;
  dryRun: boolean;
  /** What is in use is sent all the same, after the org has judged it. */
  force: boolean;
  /** What the user said; undefined leaves it to `carryOutRemoval`. */
  testLevel: string | undefined;
  runTests: readonly string[];
  /** 0: the deploy is started and not waited for. */
  waitMs: number;
};
