import type { ApexList, ApexMap, ApexSObject, ApexType, Step, TriggerContext, Tx } from '../model.ts';
import { idType, listOf, mapOf } from '../types/platform.ts';
import { idOf } from '../values/records.ts';
import { asThrow } from './interrupt.ts';
import { callFrame } from './callFrame.ts';
import { CALLOUT_IN_TRIGGER } from './calloutNotAllowed.ts';
import { isFinal, type ApexThrow } from './throwing.ts';
import { uncaughtText } from './runUnit.ts';

const deepest = 16;

type TriggerCode = { name: string; bind: () => { step: Step } };

const listFor = (type: ApexType, records: readonly ApexSObject[] | null): ApexList | null =>
  records && { is: 'list', type: listOf(type), items: [...records] };

const mapFor = (type: ApexType, records: readonly ApexSObject[] | null): ApexMap | null =>
  records && {
    is: 'map',
    type: mapOf(idType, type),
    entries: new Map(
      records.map((record) => {
        const id = record.fields.get('id')?.value ?? null;
        return [`id:${idOf(record) ?? ''}`, [id, record]];
      }),
    ),
  };

/** The context variables of one run: an insert has no ids before it. */
export const contextFor = (
  type: ApexType,
  event: string,
  records: { new: readonly ApexSObject[] | null; old: readonly ApexSObject[] | null },
): TriggerContext => ({
  operation: event.toUpperCase().replace(' ', '_'),
  new: listFor(type, records.new),
  old: listFor(type, records.old),
  newMap: event === 'before insert' ? null : mapFor(type, records.new),
  oldMap: mapFor(type, records.old),
  errors: new Map(),
});

/** An exception that a trigger let out, as the records of the statement fail with it. */
const escaped = (name: string, event: string, error: ApexThrow): string => {
  const [time = '', kind = ''] = event.split(' ').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const trace = error.value.thrown?.trace ?? '';
  return `${name}: execution of ${time}${kind}\n\ncaused by: ${uncaughtText(error)}\n\n${trace}`;
};

/**
 * Runs the triggers of one event, in order, within the transaction; none of them may call out (L45). Gives what they let
 * out, if they did; errors on records stand in the context.
 */
export const runTriggers = async (
  tx: Tx,
  triggers: readonly TriggerCode[],
  event: string,
  context: TriggerContext,
): Promise<string | null> => {
  const before = { trigger: tx.trigger, noCallouts: tx.noCallouts, triggerDepth: tx.triggerDepth };
  if (tx.triggerDepth >= deepest) return `${triggers[0]?.name ?? ''}: maximum trigger depth exceeded`;
  Object.assign(tx, { trigger: context, noCallouts: CALLOUT_IN_TRIGGER, triggerDepth: tx.triggerDepth + 1 });
  try {
    for (const { name, bind } of triggers) {
      tx.log('CODE_UNIT_STARTED', '[EXTERNAL]', `${name} on trigger event ${event}`);
      try {
        await callFrame(tx, `Trigger.${name}`, 1, null, [], bind().step);
      } catch (failure) {
        const error = asThrow(tx, failure);
        if (isFinal(error)) throw error;
        return escaped(name, event, error);
      } finally {
        tx.log('CODE_UNIT_FINISHED', `${name} on trigger event ${event}`);
      }
    }
    return null;
  } finally {
    Object.assign(tx, before);
  }
};
