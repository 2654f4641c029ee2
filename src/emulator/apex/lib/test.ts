import type { ApexTypeValue, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { deliverEvents } from '../run/deliverEvents.ts';
import { runJobs } from '../run/jobs.ts';
import { noUsage, usageOf } from '../run/usage.ts';
import type { Room } from './define.ts';

const inTest = (tx: Tx): NonNullable<Tx['test']> => {
  if (!tx.test) throw apexError(tx, 'TypeException', 'Testing method may only be called from a test method');
  return tx.test;
};

export const testRoom: Room = {
  name: 'Test',
  statics: {
    'Boolean isRunningTest()': (tx: Tx) => tx.test !== null,
    'void setMock(Type, Object)': (type: ApexTypeValue, mock: Value, tx: Tx) => {
      inTest(tx).mocks.set(type.value.name.toLowerCase().replace('system.', ''), mock);
    },
    'void startTest()': (tx: Tx) => {
      const test = inTest(tx);
      if (test.started) throw apexError(tx, 'UnexpectedException', 'Test.startTest() can only be called once');
      test.started = true;
      test.used = usageOf(tx);
      // L43: what was done before counts as committed, and the limits begin anew.
      Object.assign(tx, { pending: false, ...noUsage });
    },
    'void stopTest()': async (tx: Tx) => {
      const test = inTest(tx);
      if (!test.started || test.stopped)
        throw apexError(tx, 'UnexpectedException', 'Test.stopTest() without Test.startTest()');
      test.stopped = true;
      test.window = usageOf(tx);
      Object.assign(tx, noUsage);
      await runJobs(tx);
      await deliverEvents(tx);
      // The limits of before startTest go on.
      Object.assign(tx, test.used);
    },
  },
};
