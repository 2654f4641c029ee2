import type { ApexEnum, Native, Tx, Value } from '../model.ts';
import { findField } from '../types/hierarchy.ts';
import { platformType } from '../types/platform.ts';
import type { Room } from './define.ts';

/** How Apex came to run, by the platform's names. */
const quiddities =
  `ANONYMOUS AURA BATCH_ACS BATCH_APEX BATCH_CHUNK_PARALLEL BATCH_CHUNK_SERIAL BULK_API COMMERCE_INTEGRATION
  DISCOVERABLE_LOGIN EXTERNAL_SERVICE_CALLBACK FUNCTION_CALLBACK FUTURE INBOUND_EMAIL_SERVICE INVOCABLE_ACTION
  IOT PLATFORM_EVENT_PUBLISH_CALLBACK POST_INSTALL_SCRIPT QUEUEABLE QUICK_ACTION REMOTE_ACTION REST RUNTEST_ASYNC RUNTEST_DEPLOY
  RUNTEST_SYNC SCHEDULED SOAP SYNCHRONOUS TRANSACTION_FINALIZER_QUEUEABLE UNDEFINED VF`.split(/\s+/);

const requestIds = new WeakMap<Tx, string>();

const requestId = (tx: Tx): string => {
  const id = requestIds.get(tx) ?? tx.host.newSecret(22);
  requestIds.set(tx, id);
  return id;
};

const named: Record<string, string> = { BATCHAPEX: 'BATCH_APEX', SCHEDULEDAPEX: 'SCHEDULED' };

const quiddityOf = (tx: Tx): ApexEnum | null => {
  const name = named[tx.quiddity] ?? tx.quiddity;
  const field = findField(platformType('Quiddity'), name)?.field;
  return (field?.get?.(tx, null) ?? null) as ApexEnum | null;
};

export const requestRooms: Room[] = [
  { name: 'Quiddity', kind: 'enum', constants: quiddities },
  {
    name: 'Request',
    methods: {
      'Quiddity getQuiddity()': (_self: Native, tx: Tx) => quiddityOf(tx),
      'String getRequestId()': (_self: Native, tx: Tx) => requestId(tx),
    },
    statics: { 'Request getCurrent()': (): Value => ({ is: 'native', type: platformType('Request'), state: null }) },
  },
];
