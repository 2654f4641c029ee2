import type { ApexSObject, Tx } from '../model.ts';
import { contextFor, runTriggers } from './triggerContext.ts';

/** A test's published events go to their triggers, object by object; what these let out stays with them. */
export const deliverEvents = async (tx: Tx): Promise<void> => {
  while (tx.events.length > 0) {
    const events = tx.events.splice(0);
    const groups = new Map<string, ApexSObject[]>();
    for (const event of events) groups.set(event.type.name, [...(groups.get(event.type.name) ?? []), event]);
    for (const [name, group] of groups) {
      const [first] = group;
      const triggers = tx.triggers(name).filter(({ events: on }) => on.includes('after insert'));
      if (first)
        await runTriggers(
          tx,
          triggers,
          'after insert',
          contextFor(first.type, 'after insert', { new: group, old: null }),
        );
    }
  }
};
