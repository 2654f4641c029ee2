import { childrenOf, childText } from '../../soap/envelope.ts';
import type { XmlValue } from '../../soap/writeXml.ts';
import { commitCopy, copyOrg } from '../copyOrg.ts';
import { errorsOf } from '../crud/saveAll.ts';
import { compileApex } from '../deploy/compileApex.ts';
import { mayChange } from '../mayChange.ts';
import { forbiddenProblem, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { MetadataType } from '../metadataType.ts';
import { faultReply, type Invocation, type Operation } from '../operation.ts';
import { removeComponent } from '../removeComponent.ts';
import { metadataType } from '../types/table.ts';

const remove = async (
  type: MetadataType,
  fullName: string,
  { state, userId }: Invocation,
): Promise<MetadataProblem[]> => {
  if (!mayChange(state, userId, type)) return [forbiddenProblem(type.name)];
  const broken = type.name === 'ApexClass' ? await compileApex(state, [], [fullName]) : new Map<string, never>();
  if (broken.size > 0) return [...broken.values()].flat();
  const draft = copyOrg(state, state.now());
  const outcome = removeComponent(type, fullName, draft);
  if ('problem' in outcome) return [outcome.problem];
  if ('absent' in outcome) {
    return [problemOf('INVALID_CROSS_REFERENCE_KEY', `no ${type.name} named ${fullName} found`)];
  }
  commitCopy(state, draft);
  return [];
};

export const deleteMetadata: Operation = {
  name: 'deleteMetadata',
  handle: async (invocation) => {
    const name = childText(invocation.element, 'type') ?? '';
    const type = metadataType(name);
    if (!type || name === 'Settings') return faultReply('NOT_EMULATED', `Deleting ${name} is not emulated.`);
    const result: XmlValue[] = [];
    for (const fullName of childrenOf(invocation.element, 'fullNames').map((child) => child.text.trim())) {
      const problems = await remove(type, fullName, invocation);
      result.push({ errors: errorsOf(problems), fullName, success: problems.length === 0 });
    }
    return { content: { result } };
  },
};
