import { createHash } from 'node:crypto';
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import type { RequestRecord } from '../../../src/emulator/state/orgState.ts';
import { keepState } from '../../support/keepState.ts';
import type { Rig } from '../support.ts';

export type When = 'has arrived' | 'has been applied';

/** Meets every request of a client twice; one that throws drops the connection. */
export type Watcher = (when: When, record: RequestRecord) => void;

/** A rig in which every request takes a second, and its watcher, once there is one. */
export type Killable = {
  /** For the emulated org. */
  options: EmulatorOptions;
  /** The rig that was made with these; from now on its secrets come in one row, so that two runs can be compared. */
  begin: (rig: Rig) => void;
  watch: (watcher: Watcher | undefined) => void;
  rig: () => Rig;
  /** Org and clock as they are; the answer puts them back. */
  keep: () => () => void;
};

export const makeKillable = (): Killable => {
  let rig: Rig | undefined;
  let watcher: Watcher | undefined;
  let drawn = 0;
  const meet = (when: When, record: RequestRecord): void => {
    if (record.origin === 'client') watcher?.(when, record);
  };
  const theRig = (): Rig => {
    if (!rig) throw new Error('no rig yet');
    return rig;
  };
  const newSecret = (length: number): string => {
    drawn += 1;
    return createHash('shake256', { outputLength: length }).update(String(drawn)).digest('hex').slice(0, length);
  };
  return {
    options: {
      onRequest: (record) => {
        if (rig) rig.clock.slept += 1000;
        meet('has arrived', record);
      },
      onResponse: (record) => meet('has been applied', record),
    },
    begin: (made) => {
      rig = made;
      rig.emulator.state.newSecret = newSecret;
    },
    watch: (next) => {
      watcher = next;
    },
    rig: theRig,
    keep: () => {
      const { clock, emulator } = theRig();
      const [slept, count, putBack] = [clock.slept, drawn, keepState(emulator.state)];
      return () => {
        putBack();
        clock.slept = slept;
        drawn = count;
      };
    },
  };
};
