import { childText } from '../../soap/envelope.ts';
import type { XmlElement } from '../../soap/parseXml.ts';
import { componentOf, textOf } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import { applyComponent, type Candidate } from '../applyComponent.ts';
import { removeField } from '../deploy/removeField.ts';
import { crossReference, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import { customObject } from '../types/customObject.ts';
import { presenceProblems, type SaveMode } from './presence.ts';
import type { Outcome, Step } from './runSteps.ts';

const isThere = (state: OrgState, object: string, field: string): boolean =>
  componentOf(state, customObject.name, object)?.xml.children['fields']?.some(
    (each) => textOf(each, 'fullName')?.toLowerCase() === field.toLowerCase(),
  ) ?? false;

/** The part of an object that a field (`Object.Field`) is: in the object's file its name is its own alone. */
const partOf = (element: XmlElement, object: string, field: string): Candidate => {
  const elements = element.elements.map((child) => (child.name === 'fullName' ? { ...child, text: field } : child));
  const fields = { ...element, name: 'fields', attributes: {}, elements };
  const root = { ...element, name: customObject.name, attributes: {}, elements: [fields] };
  return { type: customObject, fullName: object, element: root, isPart: true };
};

/** Saves one custom field that a CRUD call brings. */
export const saveFieldStep = (element: XmlElement, mode: SaveMode): Step => {
  const fullName = childText(element, 'fullName') ?? '';
  const [object = '', field = ''] = fullName.split('.');
  const outcome = (problems: readonly MetadataProblem[], created = false): Outcome => ({ fullName, created, problems });
  return {
    fullName,
    judge: (state) => {
      const isAbsent = object.includes('__') && !componentOf(state, customObject.name, object);
      return Promise.resolve(
        isAbsent
          ? [crossReference('fullName', customObject.name, object)]
          : presenceProblems(mode, isThere(state, object, field), fullName),
      );
    },
    change: (change) => {
      const created = !isThere(change.draft, object, field);
      const applied = applyComponent(partOf(element, object, field), change);
      return 'problems' in applied ? outcome(applied.problems) : outcome([], created);
    },
  };
};

/** Deletes one custom field that a CRUD call names. */
export const deleteFieldStep = (fullName: string): Step => ({
  fullName,
  judge: (state) => {
    const [object = '', field = ''] = fullName.split('.');
    const problems = isThere(state, object, field)
      ? []
      : [problemOf('INVALID_CROSS_REFERENCE_KEY', `no CustomField named ${fullName} found`)];
    return Promise.resolve(problems);
  },
  change: (change) => {
    const subject = { componentType: 'CustomField', fullName, fileName: '' };
    const problems = removeField(subject, change, change.draft).flatMap(({ success, problem }) =>
      success ? [] : [problemOf('DELETE_FAILED', problem ?? '')],
    );
    return { fullName, created: false, problems };
  },
});
