import type { XmlElement } from '../../soap/parseXml.ts';
import { childOf, childText } from '../../soap/envelope.ts';
import type { OrgState } from '../../state/orgState.ts';
import { apexSources, isApex } from '../../tooling/apexSources.ts';
import { completeApps } from '../apps/completeApps.ts';
import { applyComponent, type Candidate } from '../applyComponent.ts';
import { compileApex } from '../deploy/compileApex.ts';
import { compilePages } from '../deploy/compilePages.ts';
import { notEmulatedProblem, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import { orgComponent } from '../orgComponents.ts';
import { crudType } from '../types/table.ts';
import { saveFieldStep } from './fieldSteps.ts';
import { presenceProblems, type SaveMode } from './presence.ts';
import type { Step } from './runSteps.ts';

/** The type that a component of a call says it is of (`xsi:type`, whatever its prefix). */
export const typeNameOf = (element: XmlElement): string => (element.attributes['xsi:type'] ?? '').replace(/^.*:/, '');

const bodyOf = (element: XmlElement): { body: string } | Record<string, never> => {
  const content = childOf(element, 'content');
  return content ? { body: Buffer.from(content.text, 'base64').toString('utf8') } : {};
};

const compile = async (state: OrgState, candidate: Candidate): Promise<MetadataProblem[]> => {
  const { name } = candidate.type;
  if (isApex(name)) return [...(await compileApex(state, [candidate], [])).values()].flat();
  return name === 'ApexPage' ? [...(await compilePages(state, apexSources(state), [candidate])).values()].flat() : [];
};

const refused = (fullName: string, problem: MetadataProblem): Step => ({
  fullName,
  judge: () => Promise.resolve([problem]),
  change: () => ({ fullName, created: false, problems: [problem] }),
});

/** Saves one component that a CRUD call brings. */
export const saveStep = (element: XmlElement, mode: SaveMode): Step => {
  const fullName = childText(element, 'fullName') ?? '';
  if (typeNameOf(element) === 'CustomField') return saveFieldStep(element, mode);
  const type = crudType(typeNameOf(element));
  if (!type) return refused(fullName, notEmulatedProblem(`Metadata type ${typeNameOf(element)}`));
  if (fullName === '') return refused('', problemOf('REQUIRED_FIELD_MISSING', 'Required field is missing: fullName'));
  const candidate: Candidate = { type, fullName, element, ...bodyOf(element) };
  return {
    fullName,
    judge: async (state) => {
      const presence = presenceProblems(mode, orgComponent(state, type, fullName) !== undefined, fullName);
      return presence.length > 0 ? presence : compile(state, candidate);
    },
    change: (change) => {
      const applied = applyComponent(candidate, change);
      if ('problems' in applied) return { fullName, created: false, problems: applied.problems };
      completeApps(change);
      return { fullName: applied.stored.fullName, created: applied.created, problems: [] };
    },
  };
};
