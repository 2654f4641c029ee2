import type { Value } from '../model.ts';
import type { Room } from './define.ts';

const nothing = (): Value => null;
const no = (): Value => false;

/** The context variables as code outside a trigger sees them; this org runs no triggers. */
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
      'Boolean isExecuting': no,
      'Boolean isInsert': no,
      'Boolean isUpdate': no,
      'Boolean isDelete': no,
      'Boolean isUndelete': no,
      'Boolean isBefore': no,
      'Boolean isAfter': no,
      'TriggerOperation operationType': nothing,
      'List<SObject> new': nothing,
      'List<SObject> old': nothing,
      'Map<Id, SObject> newMap': nothing,
      'Map<Id, SObject> oldMap': nothing,
      'Integer size': nothing,
    },
  },
];
