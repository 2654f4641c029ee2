import type { ApexHost } from '../host.ts';
import type { Later, Tx, Value } from '../model.ts';
import { idOf } from '../values/records.ts';
import { runDml } from './dml.ts';
import { apexError, nullError } from './throwing.ts';

/** The host of the user of a record, which is inserted where it has no id. */
const hostOf = async (tx: Tx, record: Value): Promise<ApexHost> => {
  if (record === null || typeof record !== 'object' || record.is !== 'sobject') throw nullError(tx);
  if (!tx.test || !tx.host.asUser)
    throw apexError(tx, 'TypeException', 'Testing method may only be called from a test method');
  if (idOf(record) === null) await runDml(tx, 'insert', record, { mode: 'system', allOrNone: true });
  const id = idOf(record) ?? '';
  const host = tx.host.asUser(id);
  if (!host) throw apexError(tx, 'UnexpectedException', `No user ${id} in the emulated org`);
  return host;
};

/** System.runAs: what `work` does is done as the user of a record, with what that user may and sees. */
export const runAs = async <T>(tx: Tx, record: Value, work: () => Later<T>): Promise<T> => {
  const before = { host: tx.host, user: tx.user };
  const host = await hostOf(tx, record);
  Object.assign(tx, { host, user: host.user });
  try {
    return await work();
  } finally {
    Object.assign(tx, before);
  }
};
