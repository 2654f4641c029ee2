import { childText } from '../../soap/envelope.ts';
import { renameStep } from '../crud/renameStep.ts';
import { runSteps } from '../crud/runSteps.ts';
import { saveResult } from '../crud/saveAll.ts';
import { faultReply, type Operation } from '../operation.ts';
import { metadataType } from '../types/table.ts';

export const renameMetadata: Operation = {
  name: 'renameMetadata',
  handle: async (invocation) => {
    const { element, userId, apiVersion } = invocation;
    const name = childText(element, 'type') ?? '';
    const type = metadataType(name);
    if (!type || name === 'Settings') return faultReply('NOT_EMULATED', `Renaming ${name} is not emulated.`);
    const from = childText(element, 'oldFullName') ?? '';
    const to = childText(element, 'newFullName') ?? '';
    const change = { version: Number(apiVersion), userId, channel: 'crud', ignoreWarnings: true } as const;
    const [outcome] = await runSteps([renameStep(type, from, to, change)], invocation);
    return { content: { result: outcome && saveResult(outcome) } };
  },
};
