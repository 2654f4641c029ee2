import { compileApex } from '../deploy/compileApex.ts';
import { mayChange } from '../mayChange.ts';
import { forbiddenProblem, problemOf } from '../metadataProblem.ts';
import type { MetadataType } from '../metadataType.ts';
import { removeComponent } from '../removeComponent.ts';
import type { Step } from './runSteps.ts';

/** Deletes one component that a CRUD call names. */
export const deleteStep = (type: MetadataType, fullName: string, userId: string): Step => ({
  fullName,
  judge: async (state) => {
    if (!mayChange(state, userId, type)) return [forbiddenProblem(type.name)];
    return type.name === 'ApexClass' ? [...(await compileApex(state, [], [fullName])).values()].flat() : [];
  },
  change: ({ draft }) => {
    const outcome = removeComponent(type, fullName, draft);
    const failed = (code: string, problem: string) => ({
      fullName,
      created: false,
      problems: [problemOf(code, problem)],
    });
    if ('problem' in outcome) return failed(outcome.problem.code, outcome.problem.problem);
    if ('absent' in outcome) return failed('INVALID_CROSS_REFERENCE_KEY', `no ${type.name} named ${fullName} found`);
    return { fullName, created: false, problems: [] };
  },
});
