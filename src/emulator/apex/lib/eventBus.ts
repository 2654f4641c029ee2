import type { ApexList, ApexSObject, Native, Tx, Value } from '../model.ts';
import { deliverEvents } from '../run/deliverEvents.ts';
import { apexError } from '../run/throwing.ts';
import { listOf, platformType } from '../types/platform.ts';
import { published, unpublished } from './databaseDml.ts';
import type { Room } from './define.ts';

const isEvent = (record: ApexSObject): boolean => record.type.name.endsWith('__e');

/** Fields that the event must have and has not. */
const missing = (record: ApexSObject, tx: Tx): string[] =>
  (tx.host.describe?.(record.type.name, tx.user.id)?.fields ?? [])
    .filter(({ name, nillable, type }) => !nillable && name.endsWith('__c') && type !== 'boolean')
    .map(({ name }) => name)
    .filter((name) => (record.fields.get(name.toLowerCase())?.value ?? null) === null);

/** In a test the event waits for its triggers; elsewhere only one that has none can be published: it has no other subscribers. */
const publish = (record: ApexSObject, tx: Tx): Value => {
  if (!isEvent(record))
    throw apexError(tx, 'TypeException', `SObject ${record.type.name} is not a platform event and cannot be published`);
  const absent = missing(record, tx);
  if (absent.length > 0)
    return unpublished({
      statusCode: 'REQUIRED_FIELD_MISSING',
      message: `Required fields are missing: [${absent.join(', ')}]`,
      fields: absent,
    });
  if (tx.triggers(record.type.name).length > 0) {
    if (!tx.test) return refuse(`a trigger on ${record.type.name} outside tests`, tx);
    tx.events.push({ ...record, fields: new Map(record.fields) });
  }
  return published();
};

const refuse = (what: string, tx: Tx): never => {
  throw apexError(tx, 'UnsupportedOperationException', `Not supported in the emulated org: ${what}`);
};

const results = (items: Value[]): Value => ({
  is: 'list',
  type: listOf(platformType('Database.SaveResult')),
  items,
});

const uuids = (name: string): Room => ({
  name,
  methods: {
    'List<String> getEventUuids()': (_self: Native, tx: Tx) => refuse(`${name}.getEventUuids`, tx),
  },
});

export const eventBusRooms: Room[] = [
  {
    name: 'EventBus',
    statics: {
      'Database.SaveResult publish(SObject)': publish,
      'List<Database.SaveResult> publish(List<SObject>)': (records: ApexList, tx: Tx) =>
        results(records.items.map((record) => publish(record as ApexSObject, tx))),
      'Database.SaveResult publish(SObject, Object)': (_record: Value, _callback: Value, tx: Tx) =>
        refuse('EventBus.publish with a callback', tx),
      'List<Database.SaveResult> publish(List<SObject>, Object)': (_records: Value, _callback: Value, tx: Tx) =>
        refuse('EventBus.publish with a callback', tx),
    },
  },
  {
    name: 'EventBus.EventPublishFailureCallback',
    kind: 'interface',
    abstracts: ['void onFailure(EventBus.FailureResult?)'],
  },
  {
    name: 'EventBus.EventPublishSuccessCallback',
    kind: 'interface',
    abstracts: ['void onSuccess(EventBus.SuccessResult?)'],
  },
  uuids('EventBus.FailureResult'),
  uuids('EventBus.SuccessResult'),
  {
    name: 'EventBus.TestBroker',
    methods: {
      'void deliver()': (_self: Native, tx: Tx) => deliverEvents(tx),
      'void fail()': (_self: Native, tx: Tx) => refuse('EventBus.TestBroker.fail', tx),
    },
  },
  {
    name: 'Test',
    statics: {
      'EventBus.TestBroker getEventBus()': (): Value => ({
        is: 'native',
        type: platformType('EventBus.TestBroker'),
        state: null,
      }),
    },
  },
];
