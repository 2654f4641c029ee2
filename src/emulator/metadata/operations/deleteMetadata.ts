import { childrenOf, childText } from '../../soap/envelope.ts';
import { deleteStep } from '../crud/deleteStep.ts';
import { deleteFieldStep } from '../crud/fieldSteps.ts';
import { runSteps } from '../crud/runSteps.ts';
import { saveResult } from '../crud/saveAll.ts';
import { tooMany } from '../crud/tooMany.ts';
import { faultReply, type Operation } from '../operation.ts';
import { metadataType } from '../types/table.ts';

export const deleteMetadata: Operation = {
  name: 'deleteMetadata',
  handle: async (invocation) => {
    const { element, userId } = invocation;
    const name = childText(element, 'type') ?? '';
    const type = metadataType(name);
    const isField = name === 'CustomField';
    if (!isField && (!type || name === 'Settings'))
      return faultReply('NOT_EMULATED', `Deleting ${name} is not emulated.`);
    const fullNames = childrenOf(element, 'fullNames').map((child) => child.text.trim());
    const limit = tooMany(name, fullNames.length);
    if (limit) return limit;
    const steps = fullNames.map((fullName) => (type ? deleteStep(type, fullName, userId) : deleteFieldStep(fullName)));
    return { content: { result: (await runSteps(steps, invocation)).map(saveResult) } };
  },
};
