import type { Tx, Value } from '../model.ts';
import { constantOf } from './constants.ts';
import type { Room } from './define.ts';

const does =
  (what: string) =>
  (tx: Tx): boolean =>
    tx.trigger?.operation.endsWith(`_${what}`) ?? false;
const isAt =
  (when: string) =>
  (tx: Tx): boolean =>
    tx.trigger?.operation.startsWith(`${when}_`) ?? false;

/** The context variables: what the trigger that runs is about, and nothing outside of triggers. */
export const triggerRooms: Room[] = [
  {
    name: 'TriggerOperation',
    kind: 'enum',
    constants: [
      'BEFORE_INSERT',
      'BEFORE_UPDATE',
      'BEFORE_DELETE',
      'AFTER_INSERT',
      'AFTER_UPDATE',
      'AFTER_DELETE',
      'AFTER_UNDELETE',
    ],
  },
  {
    name: 'Trigger',
    staticFields: {
      'Boolean isExecuting': (tx: Tx) => tx.trigger !== null,
      'Boolean isInsert': does('INSERT'),
      'Boolean isUpdate': does('UPDATE'),
      'Boolean isDelete': does('DELETE'),
      'Boolean isUndelete': does('UNDELETE'),
      'Boolean isBefore': isAt('BEFORE'),
      'Boolean isAfter': isAt('AFTER'),
      'TriggerOperation operationType': (tx: Tx): Value =>
        tx.trigger ? constantOf(tx, 'TriggerOperation', tx.trigger.operation) : null,
      'List<SObject> new': (tx: Tx): Value => tx.trigger?.new ?? null,
      'List<SObject> old': (tx: Tx): Value => tx.trigger?.old ?? null,
      'Map<Id, SObject> newMap': (tx: Tx): Value => tx.trigger?.newMap ?? null,
      'Map<Id, SObject> oldMap': (tx: Tx): Value => tx.trigger?.oldMap ?? null,
      'Integer size': (tx: Tx): Value => (tx.trigger?.new ?? tx.trigger?.old)?.items.length ?? null,
    },
  },
];
