import type { Native, Tx, Value } from '../model.ts';
import { callFace } from '../run/callFace.ts';
import { enqueue } from '../run/jobs.ts';
import { then } from '../run/later.ts';
import { apexError } from '../run/throwing.ts';
import { platformType } from '../types/platform.ts';
import { copyValue } from '../values/copyValue.ts';
import { typeOfValue } from '../values/typeOfValue.ts';
import type { Room } from './define.ts';

const schedule = (name: string, cron: string, job: Value, tx: Tx): string => {
  const kept = copyValue(job);
  return enqueue(tx, {
    kind: 'ScheduledApex',
    className: typeOfValue(job).name,
    methodName: 'execute',
    schedule: { name, cron },
    begin: () => ({
      name: 'execute',
      quiddity: 'SCHEDULED',
      noCallouts: 'Callout from scheduled Apex not supported.',
      run: (on, { triggerId }) => {
        const context: Native = { is: 'native', type: platformType('SchedulableContext'), state: triggerId ?? '' };
        return then(callFace(on, copyValue(kept), 'Schedulable', 'execute', [context]), () => []);
      },
    }),
  });
};

const abort = (id: string, tx: Tx): void => {
  const at = tx.jobs.findIndex((job) => job.id === id);
  if (at >= 0) tx.jobs.splice(at, 1);
  if (!tx.host.abort && at >= 0) return;
  if (!tx.host.abort)
    throw apexError(tx, 'UnsupportedOperationException', 'Not supported in the emulated org: System.abortJob here');
  const refusal = tx.host.abort(id);
  if (refusal) throw apexError(tx, refusal.exceptionType.replace(/^System\./, ''), refusal.message);
  tx.pending = true;
};

export const schedulableRooms: Room[] = [
  { name: 'Schedulable', kind: 'interface', abstracts: ['void execute(SchedulableContext?)'] },
  { name: 'SchedulableContext', methods: { 'Id getTriggerId()': ({ state }: Native<string>) => state || null } },
  {
    name: 'System',
    statics: {
      'String schedule(String, String, Schedulable)': schedule,
      'void abortJob(String)': abort,
    },
  },
];
